using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Lvm;

/// <summary>A logical volume that was not active and is, for a look.</summary>
/// <param name="Group">Its group, or the copy of it.</param>
/// <param name="Volume">Its name; the origin of a thick snapshot.</param>
/// <param name="MappedName">The device-mapper's name of it.</param>
/// <param name="Devices">The only devices to look at for the group; empty for all.</param>
internal sealed record ActiveVolumeStep(string Group, string Volume, string MappedName, ImmutableArray<string> Devices) : LedgerStep
{
    /// <summary>Activates it.</summary>
    /// <exception cref="CommandFailedException">It can't be activated.</exception>
    public Task DoAsync(LedgerPage page, CancellationToken cancellationToken) => page.DoAsync(
        this,
        stop => page.RunAsync(
            ["lvchange", "--config", LvmTools.Settings(Devices), "--activate", "y", "--ignoreactivationskip", $"{Group}/{Volume}"], stop),
        cancellationToken);

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        // One that is mounted or built upon was taken into use by somebody else meanwhile, and is theirs.
        if (!MappedDevices.Exists(MappedName) || MountTable.Read().Mounts.Any(mount => mount.Source == $"/dev/mapper/{MappedName}"))
        {
            return true;
        }

        return await ledger.TryAsync("lvchange", "--config", LvmTools.Settings(Devices), "--activate", "n", $"{Group}/{Volume}").ConfigureAwait(false)
            || !MappedDevices.Exists(MappedName);
    }
}

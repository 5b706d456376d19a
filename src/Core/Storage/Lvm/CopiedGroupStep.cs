using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Lvm;

/// <summary>
/// A volume group shown a second time under a name and identities of its own, over scratch devices that take all writes: what is activated in it can't
/// be met under the name that Incus knows, and the group itself stays as it is.
/// </summary>
/// <param name="Group">Name of the copy.</param>
/// <param name="Devices">Paths of the covered devices.</param>
internal sealed record CopiedGroupStep(string Group, ImmutableArray<string> Devices) : LedgerStep
{
    private const int IdLength = 12;

    // Journals that are replayed, and LVM's own metadata: far less than a quarter of any group. The file is sparse.
    private const int ShareOfChanges = 4;
    private const long LeastScratch = 256L << 20;

    /// <summary>Makes the copy and tells how it is seen.</summary>
    /// <exception cref="CommandFailedException">A device is missing or a tool fails.</exception>
    public static async Task<CopiedGroupStep> MakeAsync(LedgerPage page, VolumeGroup group, CancellationToken cancellationToken)
    {
        var id = Path.GetFileName(page.Place)[..IdLength];
        var devices = ImmutableArray.CreateBuilder<string>(group.Devices.Length);
        for (var index = 0; index < group.Devices.Length; index++)
        {
            var scratch = await ScratchDeviceStep.AttachAsync(page, $"{index}", Math.Max(group.SizeBytes / ShareOfChanges, LeastScratch), cancellationToken).ConfigureAwait(false);
            devices.Add(await MappedDeviceStep.CoverAsync(page, $"{id}-{index}", group.Devices[index], scratch, cancellationToken).ConfigureAwait(false));
        }

        var copy = new CopiedGroupStep(LvmReport.CopyPrefix + id, devices.ToImmutable());
        await page.DoAsync(
            copy,
            stop => page.RunAsync(["vgimportclone", "--config", LvmTools.Settings(copy.Devices), "--basevgname", copy.Group, .. copy.Devices], stop),
            cancellationToken).ConfigureAwait(false);
        return copy;
    }

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        // What this can't deactivate goes with the devices below.
        if (Group.StartsWith(LvmReport.CopyPrefix, StringComparison.Ordinal) && Devices.All(device => File.Exists(device)))
        {
            await ledger.TryAsync("vgchange", "--config", LvmTools.Settings(Devices), "--activate", "n", Group).ConfigureAwait(false);
        }

        return true;
    }
}

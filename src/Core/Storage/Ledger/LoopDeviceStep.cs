using Recover.Core.Commands;

namespace Recover.Core.Storage.Ledger;

/// <summary>A file attached to a loop device that the kernel itself keeps from writing.</summary>
/// <param name="Device">Path of the device.</param>
/// <param name="File">Absolute path of the file behind it.</param>
internal sealed record LoopDeviceStep(string Device, string File) : LedgerStep
{
    private const int Tries = 5;
    private const int UndoTries = 100;
    private static readonly TimeSpan UndoPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Attaches a file read-only; the device's path.</summary>
    /// <exception cref="CommandFailedException">It can't be attached.</exception>
    public static async Task<string> AttachAsync(LedgerPage page, string file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var free = (await page.RunAsync(["losetup", "--find"], cancellationToken).ConfigureAwait(false)).Output.Trim();
            try
            {
                await page.DoAsync(
                    new LoopDeviceStep(free, Path.GetFullPath(file)),
                    stop => page.RunAsync(["losetup", "--read-only", free, Path.GetFullPath(file)], stop),
                    cancellationToken).ConfigureAwait(false);
                return free;
            }
            catch (CommandFailedException) when (attempt < Tries && BlockDevices.BackingFile(free) is not null)
            {
                // Somebody else took it in the meantime.
                page.Forget();
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        // A host that activates what it finds may have built on it, and may be at it right now: until that is taken away too, detaching has no effect.
        for (var attempt = 1; IsThere && attempt <= UndoTries; attempt++)
        {
            await MappedDevices.RemoveHoldersAsync(Path.GetFileName(Device), ledger).ConfigureAwait(false);
            await ledger.TryAsync("losetup", "--detach", Device).ConfigureAwait(false);
            if (IsThere)
            {
                await Task.Delay(UndoPause).ConfigureAwait(false);
            }
        }

        return !IsThere;
    }

    // Only a read-only device of our file is touched: the number may belong to somebody else by now.
    private bool IsThere => BlockDevices.BackingFile(Device) == File && BlockDevices.IsReadOnly(Device);
}

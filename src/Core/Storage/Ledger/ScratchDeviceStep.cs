using Recover.Core.Commands;

namespace Recover.Core.Storage.Ledger;

/// <summary>A file of our own, attached to a loop device for writes that are thrown away; it takes only the space that is written.</summary>
/// <param name="Device">Path of the device.</param>
/// <param name="File">Absolute path of the file, below the ledger's place.</param>
internal sealed record ScratchDeviceStep(string Device, string File) : LedgerStep
{
    private const int Tries = 5;
    private const long Most = 16L << 30;

    /// <summary>Makes the file and attaches it; the device's path.</summary>
    /// <param name="page">What undoes it.</param>
    /// <param name="name">Tells several of one page apart.</param>
    /// <param name="bytes">As large as what it covers; more than 16 GiB is never given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It can't be attached.</exception>
    public static async Task<string> AttachAsync(LedgerPage page, string name, long bytes, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var free = (await page.RunAsync(["losetup", "--find"], cancellationToken).ConfigureAwait(false)).Output.Trim();
            var step = new ScratchDeviceStep(free, $"{page.Place}-{name}.scratch");
            try
            {
                await page.DoAsync(step, stop => MakeAsync(page, step, Math.Min(bytes, Most), stop), cancellationToken).ConfigureAwait(false);
                return free;
            }
            catch (CommandFailedException) when (attempt < Tries && BlockDevices.BackingFile(free) is { } taken && taken != step.File)
            {
                // Somebody else took it in the meantime.
                page.Forget();
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        if (!File.StartsWith(ledger.Place + "/", StringComparison.Ordinal))
        {
            return true;
        }

        if (BlockDevices.BackingFile(Device) == File && !await ledger.TryAsync("losetup", "--detach", Device).ConfigureAwait(false))
        {
            return false;
        }

        System.IO.File.Delete(File);
        return true;
    }

    private static async Task MakeAsync(LedgerPage page, ScratchDeviceStep step, long bytes, CancellationToken cancellationToken)
    {
        using (var file = System.IO.File.OpenHandle(step.File, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.SetLength(file, bytes);
        }

        await page.RunAsync(["losetup", step.Device, step.File], cancellationToken).ConfigureAwait(false);
    }
}

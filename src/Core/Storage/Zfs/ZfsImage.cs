using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// A private copy of a block volume that has no device: Incus hides volumes that are not in use (<c>volmode=none</c>), and showing one would change
/// its pool. The contents come out of <c>zfs send</c>, which only reads. Thread-safe.
/// </summary>
internal static class ZfsImage
{
    /// <summary>Bytes left free beside the copy.</summary>
    private const long Reserve = 512L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Copies a volume or a snapshot of it into a file and attaches the copy read-only; the device.</summary>
    /// <param name="page">What undoes it.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="name">Its name, or that of its snapshot.</param>
    /// <param name="file">Absolute path of the copy, below a private place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Commands.CommandFailedException">It can't be sent or attached.</exception>
    /// <exception cref="IOException">It can't be written, or there is too little space.</exception>
    /// <exception cref="InvalidDataException">What was sent is no volume.</exception>
    public static async Task<string> AttachAsync(LedgerPage page, ZfsDataset volume, string name, string file, CancellationToken cancellationToken)
    {
        var size = volume.VolumeBytes ?? throw new InvalidDataException(StorageTexts.NoSendStream);
        if ((volume.ReferencedBytes ?? size) > new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace - Reserve)
        {
            throw new IOException(StorageTexts.NoSpaceForImage);
        }

        await page.DoAsync(new ZfsImageStep(file), stop => CopyAsync(page, name, file, size, stop), cancellationToken).ConfigureAwait(false);
        return await LoopDeviceStep.AttachAsync(page, file, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyAsync(LedgerPage page, string name, string file, long size, CancellationToken cancellationToken)
    {
        using var target = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.SetLength(target, size);
        var send = ZfsTools.Spec("zfs", ["send", name]) with { ReadOutput = new ZfsSendReader(target, size).ReadAsync, Timeout = Patience };
        await page.RunAsync(send, cancellationToken).ConfigureAwait(false);
    }
}

using Microsoft.Win32.SafeHandles;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Turns the stream that <c>zfs send</c> writes of a block volume into an image of it: the way to its contents when it has no device and none may
/// be given to it. Format: records of 312 bytes, each with a number for its kind, some with data behind them, in the byte order of the machine
/// (OpenZFS 2.x, <c>sys/zfs_ioctl.h</c>). Not thread-safe.
/// </summary>
/// <param name="target">File that is written; holes are left out.</param>
/// <param name="size">Size of the volume in bytes; data beyond it is refused.</param>
internal sealed class ZfsSendReader(SafeFileHandle target, long size)
{
    private const int RecordSize = 312;
    private const int LargestPayload = 32 * 1024 * 1024;
    private const ulong Magic = 0x2F5bacbac;
    private const ulong VolumeData = 1;
    private const int Begin = 0;
    private const int Object = 1;
    private const int FreeObjects = 2;
    private const int Write = 3;
    private const int Free = 4;
    private const int End = 5;

    private byte[] _payload = [];

    /// <summary>Reads the stream to its end record.</summary>
    /// <exception cref="InvalidDataException">It is no such stream, is cut, or holds what a plain stream of a volume does not.</exception>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var record = new byte[RecordSize];
        var isFirst = true;
        for (; ; isFirst = false)
        {
            await FillAsync(stream, record, cancellationToken).ConfigureAwait(false);
            var kind = (int)Number32(record, 0);
            if (isFirst != (kind == Begin) || (isFirst && Number64(record, 8) != Magic))
            {
                throw new InvalidDataException(StorageTexts.NoSendStream);
            }

            switch (kind)
            {
                case Begin:
                    await SkipAsync(stream, Number32(record, 4), cancellationToken).ConfigureAwait(false);
                    break;
                case Object:
                    await SkipAsync(stream, (Number32(record, 28) + 7) & ~7u, cancellationToken).ConfigureAwait(false);
                    break;
                case Write:
                    await WriteAsync(stream, record, cancellationToken).ConfigureAwait(false);
                    break;
                case Free or FreeObjects:
                    break;
                case End:
                    return;
                default:
                    throw new InvalidDataException(StorageTexts.NoSendStream);
            }
        }
    }

    private async Task WriteAsync(Stream stream, byte[] record, CancellationToken cancellationToken)
    {
        var (number, offset, length, compression) = (Number64(record, 8), Number64(record, 24), Number64(record, 32), record[50]);
        var isData = number == VolumeData;
        if (compression != 0 || length > LargestPayload || (isData && (offset > (ulong)size || length > (ulong)size - offset)))
        {
            throw new InvalidDataException(StorageTexts.NoSendStream);
        }

        var data = await PayloadAsync(stream, (uint)length, cancellationToken).ConfigureAwait(false);
        if (isData)
        {
            await RandomAccess.WriteAsync(target, data, (long)offset, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SkipAsync(Stream stream, uint length, CancellationToken cancellationToken)
    {
        if (length > LargestPayload)
        {
            throw new InvalidDataException(StorageTexts.NoSendStream);
        }

        await PayloadAsync(stream, length, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> PayloadAsync(Stream stream, uint length, CancellationToken cancellationToken)
    {
        if (_payload.Length < length)
        {
            _payload = new byte[length];
        }

        var part = _payload.AsMemory(0, (int)length);
        await FillAsync(stream, part, cancellationToken).ConfigureAwait(false);
        return part;
    }

    private static async Task FillAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < buffer.Length)
        {
            throw new InvalidDataException(StorageTexts.SendStreamCut);
        }
    }

    private static uint Number32(byte[] record, int at) => BitConverter.ToUInt32(record, at);

    private static ulong Number64(byte[] record, int at) => BitConverter.ToUInt64(record, at);
}

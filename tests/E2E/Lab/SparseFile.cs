using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Recover.Tests.E2E.Lab;

/// <summary>A file most of which is holes, as the disks of guests are. .NET has no face for holes.</summary>
internal static class SparseFile
{
    private const int BlockBytes = 256 * 1024;
    private const int SeekData = 3;
    private const int NothingMore = 6;

    /// <summary>
    /// A hash of all bytes that are not zero and of where they are: it changes when a byte does, and not when zeros become a hole or the other way round.
    /// </summary>
    public static string Hash(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        var place = new byte[sizeof(long)];
        for (var at = NextData(file, 0); at >= 0; at = NextData(file, at))
        {
            cancellationToken.ThrowIfCancellationRequested();
            at -= at % BlockBytes;
            var bytes = block.AsSpan(0, ReadBlock(file, block, at));
            if (bytes.ContainsAnyExcept((byte)0))
            {
                BinaryPrimitives.WriteInt64LittleEndian(place, at);
                hash.AppendData(place);
                hash.AppendData(bytes);
            }

            at += BlockBytes;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int ReadBlock(SafeFileHandle file, byte[] block, long at)
    {
        var filled = 0;
        while (filled < block.Length && RandomAccess.Read(file, block.AsSpan(filled), at + filled) is > 0 and var count)
        {
            filled += count;
        }

        return filled;
    }

    // Negative when nothing but a hole follows.
    private static long NextData(SafeFileHandle file, long from)
    {
        var at = lseek(file, from, SeekData);
        return at >= 0 || Marshal.GetLastPInvokeError() == NothingMore ? at : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    [DllImport("libc", SetLastError = true)]
    private static extern long lseek(SafeFileHandle file, long offset, int whence);
}

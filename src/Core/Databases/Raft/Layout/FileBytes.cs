using Microsoft.Win32.SafeHandles;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Bytes of files through one window that is used again and again, so that memory stays the same whatever the files hold. Not thread-safe; what a call
/// returned is gone with the next call.
/// </summary>
internal sealed class FileBytes : IDisposable
{
    /// <summary>Most bytes that can be asked for at once: 4 MiB of header for the largest batch that raft writes, and the page list of a large one.</summary>
    public const int Most = 16 << 20;

    private const int Usual = 1 << 20;
    private const int MostOpen = 64;

    private readonly Dictionary<RaftFile, SafeFileHandle> _open = [];
    private byte[] _window = new byte[Usual];
    private RaftFile? _file;
    private long _start;
    private int _length;

    /// <summary>The bytes from an offset on; fewer at the end of the file.</summary>
    /// <exception cref="IOException">The file can't be read or changed.</exception>
    public ReadOnlySpan<byte> At(RaftFile file, long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        if (_file != file || offset < _start || offset + count > _start + _length)
        {
            Fill(file, offset, count);
        }

        var skipped = (int)(offset - _start);
        return _window.AsSpan(skipped, Math.Max(0, Math.Min(count, _length - skipped)));
    }

    /// <summary>Reads into a buffer all that fits it, past the window.</summary>
    /// <exception cref="IOException">The file can't be read, changed or ends before.</exception>
    public void Read(RaftFile file, long offset, Span<byte> to)
    {
        if (ReadAll(file, offset, to) < to.Length)
        {
            throw new FileChangedException(file.Name);
        }
    }

    public void Dispose() => CloseAll();

    private void Fill(RaftFile file, long offset, int count)
    {
        if (count > _window.Length)
        {
            _window = new byte[count];
        }

        _file = null;
        _length = ReadAll(file, offset, _window);
        if (offset + _length < Math.Min(file.Length, offset + _window.Length))
        {
            throw new FileChangedException(file.Name);
        }

        (_file, _start) = (file, offset);
    }

    private int ReadAll(RaftFile file, long offset, Span<byte> to)
    {
        var handle = Handle(file);
        var most = (int)Math.Clamp(file.Length - offset, 0, to.Length);
        var length = 0;
        while (length < most)
        {
            var count = RandomAccess.Read(handle, to[length..most], offset + length);
            if (count == 0)
            {
                break;
            }

            length += count;
        }

        return length;
    }

    private SafeFileHandle Handle(RaftFile file)
    {
        if (_open.TryGetValue(file, out var handle))
        {
            return handle;
        }

        if (_open.Count == MostOpen)
        {
            CloseAll();
        }

        return _open[file] = file.Open();
    }

    private void CloseAll()
    {
        foreach (var handle in _open.Values)
        {
            handle.Dispose();
        }

        _open.Clear();
    }
}

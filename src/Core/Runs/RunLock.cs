using System.Text;
using Recover.Core.Hosts;

namespace Recover.Core.Runs;

/// <summary>
/// The right to run on this host, held by one process: an exclusive lock on <see cref="DataDirectory.Lock"/> that the kernel takes back when the process
/// ends, however it ends. The file's content is the id of the run, for words only.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, or null when another run holds it.</summary>
    public static RunLock? TryTake(DataDirectory data)
    {
        Directory.CreateDirectory(data.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return new RunLock(new FileStream(data.Lock, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
        }
        catch (IOException) when (File.Exists(data.Lock))
        {
            return null;
        }
    }

    /// <summary>True when some run is under way on this host.</summary>
    public static bool IsTaken(DataDirectory data)
    {
        using var taken = File.Exists(data.Lock) ? TryTake(data) : null;
        return taken is null && File.Exists(data.Lock);
    }

    /// <summary>Notes which run holds it.</summary>
    public void Note(string run)
    {
        _stream.SetLength(0);
        _stream.Write(Encoding.UTF8.GetBytes(run));
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}

using System.Text;
using Recover.Core.Hosts;

namespace Recover.Core.Runs;

/// <summary>
/// The right to run on this host, held by one process: an exclusive lock on <see cref="DataDirectory.Lock"/> that the kernel takes back when the process
/// ends, however it ends. The file's content is the id of the run, for words only.
/// </summary>
internal sealed class RunLock : IDisposable
{
    // Long enough for pages that only look whether the lock is taken, and so hold it for a moment, together.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, or null when another run holds it for a second.</summary>
    public static RunLock? TryTake(DataDirectory data) => TryTake(data, Patience);

    /// <summary>Takes the lock, or null when others hold it for as long as the patience lasts.</summary>
    public static RunLock? TryTake(DataDirectory data, TimeSpan patience)
    {
        RunLock? taken = null;
        SpinWait.SpinUntil(() => (taken = TryTakeNow(data)) is not null, patience);
        return taken;
    }

    private static RunLock? TryTakeNow(DataDirectory data)
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

    /// <summary>True when some run is under way on this host. Those who look do not stand in each other's way.</summary>
    public static bool IsTaken(DataDirectory data)
    {
        try
        {
            // A shared lock of the kernel: refused while someone holds the exclusive one.
            using var look = new FileStream(data.Lock, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
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

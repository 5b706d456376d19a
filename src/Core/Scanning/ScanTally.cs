using System.Runtime.CompilerServices;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>Counts what a scan has seen and done, and tells it. Thread-safe.</summary>
internal sealed class ScanTally(int poolCount, Action<ScanProgress> progress)
{
    private readonly Lock _lock = new();
    private string _pool = "";
    private int _poolNumber;
    private int _seen;
    private int _done;

    public void NextPool(string name)
    {
        lock (_lock)
        {
            _pool = name;
            _poolNumber++;
            Tell();
        }
    }

    public void VolumeDone()
    {
        lock (_lock)
        {
            _done++;
            Tell();
        }
    }

    /// <summary>The wanted ones of the volumes, each counted when it is listed.</summary>
    public async IAsyncEnumerable<StoredVolume> CountSeenAsync(
        IAsyncEnumerable<StoredVolume> volumes,
        Func<StoredVolume, bool> isWanted,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var volume in volumes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (isWanted(volume))
            {
                lock (_lock)
                {
                    _seen++;
                }

                yield return volume;
            }
        }
    }

    private void Tell() => progress(new ScanProgress(_pool, _poolNumber, poolCount, _done, _seen));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Recover.Core.Cases;

/// <summary>What is under way in each case of this process, and who watches it. The one owner of that state; thread-safe.</summary>
internal sealed class CaseActivities(TimeProvider time)
{
    // Ten a second are enough for eyes, and few enough for a slow tunnel.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<int, CaseActivity> _now = new();
    private readonly Lock _gate = new();
    private ImmutableArray<(int Number, Channel<CaseActivity> Channel)> _watchers = [];

    /// <summary>What is under way now.</summary>
    public CaseActivity Of(int number) => _now.GetValueOrDefault(number, CaseActivity.Idle);

    /// <summary>Changes it and tells the watchers.</summary>
    public void Change(int number, Func<CaseActivity, CaseActivity> change)
    {
        lock (_gate)
        {
            var changed = change(Of(number));
            _now[number] = changed;
            foreach (var watcher in _watchers.Where(watcher => watcher.Number == number))
            {
                watcher.Channel.Writer.TryWrite(changed);
            }
        }
    }

    /// <summary>The activity now and at each change, the latest when there were many; ends when cancelled.</summary>
    public async IAsyncEnumerable<CaseActivity> WatchAsync(int number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<CaseActivity>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            _watchers = _watchers.Add((number, channel));
            channel.Writer.TryWrite(Of(number));
        }

        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                CaseActivity next;
                try
                {
                    next = await channel.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    yield break;
                }

                yield return next;
                await Task.Delay(Pace, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers = _watchers.Remove((number, channel));
            }
        }
    }
}

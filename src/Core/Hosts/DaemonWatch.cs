using System.Collections.Immutable;
using Recover.Core.Commands;

namespace Recover.Core.Hosts;

/// <summary>Waits until a daemon is gone or ready, and notices early when its start fails. Thread-safe.</summary>
internal sealed class DaemonWatch(IncusDirectory directory, IIncusApi api, DaemonPatience patience, TimeProvider time)
{
    private readonly DaemonPresence _presence = new(directory, api);

    /// <summary>Whether the daemon answers now.</summary>
    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) => _presence.StateAsync(cancellationToken);

    /// <summary>True when its API is ready, asked without waking it up.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        await StateAsync(cancellationToken).ConfigureAwait(false) == DaemonState.Running
        && await api.IsReadyAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>True when neither a process of the daemon nor an answer on its socket is left.</summary>
    public async Task<bool> IsGoneAsync(CancellationToken cancellationToken) =>
        DaemonProcesses.Of(directory).IsEmpty && await StateAsync(cancellationToken).ConfigureAwait(false) != DaemonState.Running;

    /// <summary>Waits until it is gone; false when it is still there after the limit.</summary>
    public async Task<bool> UntilGoneAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!await IsGoneAsync(cancellationToken).ConfigureAwait(false))
        {
            if (time.GetElapsedTime(began) > limit)
            {
                return false;
            }

            await Task.Delay(patience.Look, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits until the API is ready.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="starter">The start command on its way; null when a person starts the daemon.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null when ready, else why it will not be.</returns>
    public async Task<string?> UntilReadyAsync(TimeSpan limit, Task<CommandResult>? starter, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        long? commandEnded = null;
        var seen = ImmutableHashSet<int>.Empty;
        while (true)
        {
            // Processes first: a daemon that was ready and one that has died both answer the second question rightly.
            var processes = DaemonProcesses.Of(directory);
            if (await api.IsReadyAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            if (starter is { IsFaulted: true } or { IsCompletedSuccessfully: true, Result.Succeeded: false })
            {
                return HostTexts.StartFailed;
            }

            if (seen.Count > 0 && !processes.Any(seen.Contains))
            {
                return HostTexts.DaemonDied;
            }

            seen = seen.Union(processes);
            commandEnded ??= starter is { IsCompleted: true } ? time.GetTimestamp() : null;
            if (seen.IsEmpty && commandEnded is { } ended && time.GetElapsedTime(ended) > patience.Appear)
            {
                return HostTexts.DaemonDied;
            }

            if (time.GetElapsedTime(began) > limit)
            {
                return HostTexts.NotReady(limit);
            }

            await Task.Delay(patience.Look, time, cancellationToken).ConfigureAwait(false);
        }
    }
}

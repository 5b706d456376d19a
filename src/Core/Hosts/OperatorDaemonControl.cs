namespace Recover.Core.Hosts;

/// <summary>Asks the operator to stop and start the daemon and waits until it is seen done. Used by one run at a time.</summary>
public sealed class OperatorDaemonControl : IDaemonControl
{
    private readonly IncusDirectory _directory;
    private readonly DaemonWatch _watch;
    private readonly DaemonPatience _patience;
    private readonly TimeProvider _time;

    internal OperatorDaemonControl(IncusDirectory directory, DaemonWatch watch, DaemonPatience patience, TimeProvider time) =>
        (_directory, _watch, _patience, _time) = (directory, watch, patience, time);

    /// <summary>Told what the operator is waited for, in words for them; called before the waiting begins.</summary>
    public Action<string>? WaitingFor { get; set; }

    /// <inheritdoc/>
    public DaemonControlKind Kind => DaemonControlKind.Operator;

    /// <inheritdoc/>
    public string StopCommand => HostTexts.OperatorStops;

    /// <inheritdoc/>
    public string StartCommand => HostTexts.OperatorStarts;

    /// <inheritdoc/>
    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) => _watch.StateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsGoneAsync(CancellationToken cancellationToken) => _watch.IsGoneAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await _watch.IsGoneAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        WaitingFor?.Invoke(HostTexts.AskToStop(_directory));
        if (!await _watch.UntilGoneAsync(_patience.Person, cancellationToken).ConfigureAwait(false))
        {
            throw new DaemonControlException(HostTexts.NotStopped(_patience.Person));
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await _watch.IsReadyAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var began = _time.GetUtcNow();
        WaitingFor?.Invoke(HostTexts.AskToStart(_directory));
        if (await _watch.UntilReadyAsync(_patience.Person, null, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new DaemonControlException(reason, output: DaemonLog.Tail(_directory, began));
        }
    }
}

namespace Recover.Core.Hosts;

/// <summary>Stops and starts one Incus daemon; instances go on running. Implementations are used by one run at a time.</summary>
public interface IDaemonControl
{
    /// <summary>Who does it.</summary>
    DaemonControlKind Kind { get; }

    /// <summary>What will be executed, as the operator would type it; for the plan page and the report.</summary>
    string StopCommand { get; }

    /// <summary>What will be executed, as the operator would type it.</summary>
    string StartCommand { get; }

    /// <summary>Whether the daemon answers now.</summary>
    Task<DaemonState> StateAsync(CancellationToken cancellationToken);

    /// <summary>True when nothing of the daemon is left: neither an answer nor a process, not even one that is only coming up.</summary>
    Task<bool> IsGoneAsync(CancellationToken cancellationToken);

    /// <summary>Stops the daemon and returns when it is gone. Does nothing when it is stopped already.</summary>
    /// <exception cref="DaemonControlException">It did not stop in time, or the command failed.</exception>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Starts the daemon and returns when its API is ready. Does nothing when it is ready already.</summary>
    /// <exception cref="DaemonControlException">It did not become ready; carries the last lines of its log.</exception>
    Task StartAsync(CancellationToken cancellationToken);
}

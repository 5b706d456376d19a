namespace Recover.Core.Hosts;

/// <summary>How long a daemon is waited for. Immutable.</summary>
public sealed record DaemonPatience
{
    /// <summary>For a real daemon: 10,000 instances were up in 2.5 s on a small machine; slow disks get much longer.</summary>
    public static DaemonPatience Usual { get; } = new();

    /// <summary>From the end of the stop command until the daemon is gone.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the start command until the API is ready.</summary>
    public TimeSpan Ready { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>From the end of the start command until the daemon's process shows up.</summary>
    public TimeSpan Appear { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For a person to stop or start the daemon.</summary>
    public TimeSpan Person { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Between two looks.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(25);
}

namespace Recover.Core.Hosts;

/// <summary>Which host directory is looked at and how its daemon is stopped and started. Immutable.</summary>
public sealed record HostOptions
{
    /// <summary>The Incus directory.</summary>
    public IncusDirectory Directory { get; init; } = IncusDirectory.Default;

    /// <summary>Shell command of the operator that stops the daemon (<c>--daemon-stop</c>); null where systemd or the operator does it.</summary>
    public string? DaemonStop { get; init; }

    /// <summary>Shell command of the operator that starts the daemon (<c>--daemon-start</c>) and returns.</summary>
    public string? DaemonStart { get; init; }

    /// <summary>True for the sample host, which has no daemon.</summary>
    public bool IsSample { get; init; }
}

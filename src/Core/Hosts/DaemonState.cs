namespace Recover.Core.Hosts;

/// <summary>Whether the Incus daemon answers.</summary>
public enum DaemonState
{
    /// <summary>It answers on its socket.</summary>
    Running,

    /// <summary>Installed, but does not answer.</summary>
    Stopped,

    /// <summary>No daemon program on this host.</summary>
    Missing,
}

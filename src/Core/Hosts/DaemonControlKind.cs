namespace Recover.Core.Hosts;

/// <summary>Who stops and starts the daemon.</summary>
public enum DaemonControlKind
{
    /// <summary>systemd's units.</summary>
    Systemd,

    /// <summary>Commands given by the operator (<c>--daemon-stop</c>, <c>--daemon-start</c>).</summary>
    Commands,

    /// <summary>The operator, asked by the console; Recover waits until it sees it done.</summary>
    Operator,

    /// <summary>The sample host: no daemon; the patch is applied to a copy of a database.</summary>
    Sample,
}

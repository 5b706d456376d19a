namespace Recover.Core.Hosts;

/// <summary>Chooses who stops and starts the daemon.</summary>
public static class DaemonControls
{
    /// <summary>Commands when the operator gave both, else systemd where it runs this daemon, else the operator.</summary>
    public static DaemonControlKind KindFor(HostOptions options) => options switch
    {
        { IsSample: true } => DaemonControlKind.Sample,
        { DaemonStop: not null, DaemonStart: not null } => DaemonControlKind.Commands,
        _ when SystemdUnits.Serve(options.Directory) => DaemonControlKind.Systemd,
        _ => DaemonControlKind.Operator,
    };
}

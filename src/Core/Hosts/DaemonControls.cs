using Recover.Core.Commands;

namespace Recover.Core.Hosts;

/// <summary>Chooses who stops and starts the daemon. Thread-safe.</summary>
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

    /// <summary>Makes the control for a real host.</summary>
    /// <param name="options">The host; not the sample, which has no daemon.</param>
    /// <param name="commands">Runs the commands.</param>
    /// <param name="api">The daemon's API; belongs to the caller and must outlive the control.</param>
    /// <param name="data">Where the output of the operator's commands is kept.</param>
    /// <param name="time">For the limits.</param>
    /// <param name="patience">The limits; the usual ones when null.</param>
    /// <exception cref="ArgumentException">The options are those of the sample host.</exception>
    public static IDaemonControl Create(
        HostOptions options, ICommandRunner commands, IIncusApi api, DataDirectory data, TimeProvider time, DaemonPatience? patience = null)
    {
        var limits = patience ?? DaemonPatience.Usual;
        var watch = new DaemonWatch(options.Directory, api, limits, time);
        return KindFor(options) switch
        {
            DaemonControlKind.Commands => new CommandDaemonControl(options, commands, watch, data, limits, time),
            DaemonControlKind.Systemd => new SystemdDaemonControl(options, commands, SystemdUnits.Existing(), watch, limits, time),
            DaemonControlKind.Operator => new OperatorDaemonControl(options.Directory, watch, limits, time),
            var kind => throw new ArgumentException($"{kind}", nameof(options)),
        };
    }
}

using Recover.Core.Hosts;

namespace Recover.Tests.Unit.Core.Hosts;

/// <summary>A host whose daemon runs and serves its database.</summary>
internal static class ServingHost
{
    public static HostSurvey Survey { get; } = new()
    {
        Directory = IncusDirectory.Default,
        HostName = "host",
        Daemon = DaemonState.Running,
        Control = DaemonControlKind.Operator,
        Database = DatabaseCondition.Served,
        Architecture = "x86_64",
    };
}

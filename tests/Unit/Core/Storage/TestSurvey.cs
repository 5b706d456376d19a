using Recover.Core.Hosts;

namespace Recover.Tests.Unit.Core.Storage;

/// <summary>A survey of a directory of a test.</summary>
internal static class TestSurvey
{
    public static HostSurvey Of(string root) => new()
    {
        Directory = new IncusDirectory(root),
        HostName = "test",
        Daemon = DaemonState.Stopped,
        Control = DaemonControlKind.Operator,
        Database = DatabaseCondition.Missing,
        Architecture = "x86_64",
    };
}

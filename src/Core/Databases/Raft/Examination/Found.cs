using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Makes findings of their usual severity.</summary>
internal static class Found
{
    public static DatabaseFinding Of(
        DatabaseFindingCode code, string file, DaemonReaction reaction, long? offset, string daemonText, params ImmutableArray<string> arguments) => new()
        {
            Code = code,
            Severity = RaftTexts.Severity(code),
            File = file,
            Offset = offset,
            Arguments = arguments,
            Reaction = reaction,
            DaemonText = daemonText,
        };
}

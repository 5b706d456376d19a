using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Findings;

namespace Recover.Core.Databases.Raft;

/// <summary>
/// One thing seen in a database directory, what the daemon makes of it, and what can be done; the words come from <see cref="RaftTexts"/>. Immutable.
/// </summary>
public sealed record DatabaseFinding
{
    /// <summary>What was found; stable for scripts.</summary>
    public required DatabaseFindingCode Code { get; init; }

    /// <summary>Errors are damage; warnings want a look; what is only worth knowing is normal.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Name of the file it is about; empty when it is about the directory.</summary>
    public required string File { get; init; }

    /// <summary>Byte in the file where it begins; null when it is about the whole file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? Offset { get; init; }

    /// <summary>Values that fill the words after the name of the file.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>What the daemon does when it starts on this, if nothing else is wrong.</summary>
    public required DaemonReaction Reaction { get; init; }

    /// <summary>The text that the daemon logs in that case, as measured with 6.0.4; empty when there is none.</summary>
    public string DaemonText { get; init; } = "";

    /// <summary>What was found, in plain words.</summary>
    [JsonInclude]
    public string Message => RaftTexts.Message(Code, [File, .. Arguments]);

    /// <summary>What the daemon does with it, in plain words.</summary>
    [JsonInclude]
    public string DaemonBehaviour => RaftTexts.Reaction(Reaction, DaemonText);

    /// <summary>What can be done, in plain words.</summary>
    [JsonInclude]
    public string Remedy => RaftTexts.Remedy(Code, [File, .. Arguments]);
}

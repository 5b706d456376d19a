using System.Text.Json.Serialization;

namespace Recover.Core.Databases.Raft;

/// <summary>What a server does, as the raft files count it (<c>raft_nodes</c> in <c>local.db</c> counts differently).</summary>
public enum RaftRole
{
    /// <summary>Gets the log, does not vote.</summary>
    [JsonStringEnumMemberName("stand-by")]
    StandBy = 0,

    /// <summary>Votes.</summary>
    Voter = 1,

    /// <summary>Neither.</summary>
    Spare = 2,
}

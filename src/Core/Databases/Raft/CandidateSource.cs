using System.Text.Json.Serialization;

namespace Recover.Core.Databases.Raft;

/// <summary>Where a state of the database comes from.</summary>
public enum CandidateSource
{
    /// <summary>Snapshot and log up to the last good entry.</summary>
    Raft,

    /// <summary>The same with the intact entries behind the damage; what lies between is missing.</summary>
    Salvage,

    /// <summary><c>db.bin</c> and its WAL, written at the last clean stop.</summary>
    [JsonStringEnumMemberName("db.bin")]
    Dump,

    /// <summary>The log in <c>global.bak</c>, copied by the daemon before its last schema update or start-up patch.</summary>
    [JsonStringEnumMemberName("global.bak")]
    Backup,

    /// <summary><c>db.bin</c> in <c>global.bak</c>.</summary>
    [JsonStringEnumMemberName("global.bak/db.bin")]
    BackupDump,

    /// <summary>The log with the segments that the daemon set aside in an earlier start.</summary>
    [JsonStringEnumMemberName("corrupt")]
    SetAside,
}

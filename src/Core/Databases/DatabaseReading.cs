using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Databases.Candidates;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Databases;

/// <summary>
/// The global database as it was read: records by natural key, and a private SQLite copy to rehearse on. Immutable; the copy belongs to
/// whoever asked for the reading and lies in the working directory given then.
/// </summary>
public sealed record DatabaseReading
{
    /// <summary>How it was found.</summary>
    public required DatabaseCondition Condition { get; init; }

    /// <summary>Where it was read from; null when it could not be read (then the other members are empty).</summary>
    public DatabaseSource? Source { get; init; }

    /// <summary>Version of the global schema; 0 when not read.</summary>
    public int SchemaVersion { get; init; }

    /// <summary>
    /// SHA-256 (hex) of everything a plan builds on; runtime tables, heartbeats and time stamps of the schema row are left out. Empty when not read, and in
    /// a reading of less depth.
    /// </summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The private SQLite copy; null when not read.</summary>
    public string? CopyFile { get; init; }

    /// <summary>Its records; none in a reading of less depth.</summary>
    public DatabaseContents Contents { get; init; } = DatabaseContents.Nothing;

    /// <summary>Earlier or damaged states beside it, newest first; only a look at the host asks for them.</summary>
    public ImmutableArray<OldDatabase> Old { get; init; } = [];

    /// <summary>Its files and the states they hold; null when they were not examined. Only a look at the host asks for them.</summary>
    public ExaminedDatabase? Files { get; init; }

    /// <summary>True when it is as a daemon makes it: nothing was put into it yet.</summary>
    [JsonIgnore]
    public bool IsFresh => Contents is { Pools.IsEmpty: true, Instances.IsEmpty: true };

    /// <summary>Findings about the database as a whole.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The damage for which the daemon would refuse to start or lose writes; null when there is none. Until it is mended no plan is applied.</summary>
    [JsonIgnore]
    public Finding? Damage => Findings.FirstOrDefault(finding => finding is { Code: FindingCode.DatabaseDamaged, Severity: FindingSeverity.Error });
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Dependencies;
using Recover.Core.Plans.Removals;
using Recover.Core.Readiness;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>
/// Everything that will be written, every link that will be made, every decision, and everything that does not come back. Nothing that is not
/// in here is ever written. One JSON document; immutable.
/// </summary>
public sealed record RecoveryPlan
{
    /// <summary>The format this program writes.</summary>
    public const int CurrentFormatVersion = 1;

    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>A random id (32 hex digits).</summary>
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The host it was made on, to be typed before it is applied.</summary>
    public required string HostName { get; init; }

    /// <summary>The Incus directory it was made for.</summary>
    public required string IncusDirectory { get; init; }

    /// <summary>The daemon's version at that time; null when unknown.</summary>
    public string? DaemonVersion { get; init; }

    /// <summary>Version of the global schema that the statements are for.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The database state that the statements are for; another state stops the run.</summary>
    public required string DatabaseFingerprint { get; init; }

    /// <summary>True when there is no database: the daemon is started once on an empty one, after <c>images/</c> has been saved.</summary>
    public required bool CreatesDatabase { get; init; }

    /// <summary>How the records get in; <c>startupPatch</c> is the only way today.</summary>
    public string Way { get; init; } = "startupPatch";

    public required PlannedRecords Create { get; init; }

    /// <summary>Records that are removed, each because a person said so.</summary>
    public ImmutableArray<PlannedRemoval> Remove { get; init; } = [];

    /// <summary>Number of records that are made or removed, for sentences such as "12 changes".</summary>
    [JsonIgnore]
    public int ChangeCount => Create.Count + Remove.Length;

    /// <summary>The pools that are asked for the secrets of buckets' keys when the plan is applied.</summary>
    public ImmutableArray<PoolDefinition> KeyPools { get; init; } = [];

    /// <summary>Links and directories made on disk, in order.</summary>
    public ImmutableArray<PlannedLink> Links { get; init; } = [];

    /// <summary>What does not come back, and the next step for it.</summary>
    public ImmutableArray<NotRecovered> NotRecovered { get; init; } = [];

    public ImmutableArray<Answer> Decisions { get; init; } = [];

    /// <summary>Things to know before applying: values changed on purpose, differences to the lost state.</summary>
    public ImmutableArray<PlanNote> Notes { get; init; } = [];

    /// <summary>Values on which the sources did not agree, or that are not what the source of their record says: where they came from, and what the others said.</summary>
    public ImmutableArray<PlannedValue> Values { get; init; } = [];

    /// <summary>Of each instance whether it will start on this host; never a reason not to recover it.</summary>
    public ImmutableArray<InstanceReadiness> Readiness { get; init; } = [];

    /// <summary>The SQL, batched; exactly what is rehearsed and applied.</summary>
    public ImmutableArray<string> Statements { get; init; } = [];

    /// <summary>True when there is something to apply.</summary>
    public bool HasChanges => Statements.Length > 0;
}

using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Cases;

/// <summary>One disaster and its way out: everything that was seen, decided and done. Immutable; the case store holds the truth.</summary>
public sealed record RecoveryCase
{
    /// <summary>From 1, in URLs.</summary>
    public required int Number { get; init; }

    /// <summary>For people and paper: <c>R-2026-0007</c>.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public required CaseSituation Situation { get; init; }

    /// <summary>The furthest step reached.</summary>
    public required CaseStep Step { get; init; }

    public required string HostName { get; init; }
    public required string IncusDirectory { get; init; }
    public HostSurvey? Host { get; init; }
    public DatabaseReading? Database { get; init; }

    /// <summary>Pools that discovery offers.</summary>
    public ImmutableArray<PoolCandidate> Found { get; init; } = [];

    /// <summary>Pools chosen or typed.</summary>
    public ImmutableArray<PoolDefinition> Chosen { get; init; } = [];

    public Inventory? Inventory { get; init; }

    /// <summary>Error of the last scan as a whole; null when it ended well or has not run.</summary>
    public string? ScanError { get; init; }

    public ImmutableArray<MissingObject> Questions { get; init; } = [];
    public ImmutableArray<Answer> Answers { get; init; } = [];
    public RecoveryPlan? Plan { get; init; }

    /// <summary>Runs of this case, oldest first, as their journals tell them.</summary>
    public ImmutableArray<RecoveryRun> Runs { get; init; } = [];

    /// <summary>Starts of recovered instances, the last one of each.</summary>
    public ImmutableArray<InstanceStart> Starts { get; init; } = [];

    /// <summary>What happened when, oldest first.</summary>
    public ImmutableArray<CaseEvent> Events { get; init; } = [];
}

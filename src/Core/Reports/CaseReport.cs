using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Cases;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Readiness;
using Recover.Core.Runs;

namespace Recover.Core.Reports;

/// <summary>Everything a report says, for paper, for scripts and for the next person. Holds no secrets. Immutable.</summary>
public sealed record CaseReport
{
    /// <summary>The form of the JSON; fields may be added without a new number.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>Such as <c>R-2026-0007</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The language of its words, such as <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When the report was made, UTC; not in the JSON, so that the same case gives the same bytes at any time.</summary>
    [JsonIgnore]
    public DateTimeOffset GeneratedAt { get; init; }

    /// <summary>Version of Recover.</summary>
    public required string ProgramVersion { get; init; }

    public required CaseSituation Situation { get; init; }
    public required string HostName { get; init; }
    public required string IncusDirectory { get; init; }
    public string? IncusVersion { get; init; }
    public DaemonState? Daemon { get; init; }
    public DatabaseCondition? DatabaseCondition { get; init; }
    public DatabaseSource? DatabaseSource { get; init; }
    public int? SchemaVersion { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Everybody who decided or confirmed something, first one first.</summary>
    public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>How it stands, in one sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>What is still to do, in words.</summary>
    public ImmutableArray<string> OpenPoints { get; init; } = [];

    public required ReportNumbers Numbers { get; init; }
    public ImmutableArray<ReportFinding> Checks { get; init; } = [];
    public ImmutableArray<ReportPool> Pools { get; init; } = [];
    public ImmutableArray<ReportItem> Items { get; init; } = [];
    public ImmutableArray<ReportDecision> Decisions { get; init; } = [];

    /// <summary>Projects, profiles and networks that the plan creates, with their full text.</summary>
    public ImmutableArray<ReportObject> Created { get; init; } = [];

    /// <summary>What the plan takes over from an earlier database, which no pool can tell, and from which.</summary>
    public ImmutableArray<ReportKept> Kept { get; init; } = [];

    /// <summary>Records of the database that do not go together with the disk.</summary>
    public ImmutableArray<ReportRecord> Records { get; init; } = [];

    /// <summary>What to know about the plan.</summary>
    public ImmutableArray<ReportFinding> Notes { get; init; } = [];

    /// <summary>Values of the plan on which sources did not agree, with what each said.</summary>
    public ImmutableArray<PlannedValue> Values { get; init; } = [];

    /// <summary>Of each planned instance whether it will start on this host.</summary>
    public ImmutableArray<InstanceReadiness> Readiness { get; init; } = [];

    /// <summary>Recovered instances that were started from here, and how it went.</summary>
    public ImmutableArray<InstanceStart> Starts { get; init; } = [];

    public ImmutableArray<NotRecovered> NotRecovered { get; init; } = [];

    /// <summary>Runs without their saved files, oldest first.</summary>
    public ImmutableArray<RecoveryRun> Runs { get; init; } = [];

    public ImmutableArray<ReportSavedState> Saved { get; init; } = [];

    /// <summary>Of the last applied run; null when there was none.</summary>
    public Verification? Verification { get; init; }

    /// <summary>The entries of the event log about this case, each with its hash.</summary>
    public ImmutableArray<CaseEvent> Timeline { get; init; } = [];

    /// <summary>The last of them, whose hash covers the whole log before it, other cases and sign-ins included; null without one.</summary>
    public LogSeal? LogHead { get; init; }
}

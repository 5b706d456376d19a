using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;

namespace Recover.Core.Drills;

/// <summary>What a recovery would bring back if the database were lost now. The document of <c>recover check --json</c>; immutable.</summary>
public sealed record DrillResult
{
    public required string HostName { get; init; }

    public required string IncusDirectory { get; init; }

    /// <summary>The daemon's version; null when unknown.</summary>
    public string? IncusVersion { get; init; }

    /// <summary>When it was looked at, UTC.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>In one word.</summary>
    public DrillVerdict Verdict => Lines switch
    {
        _ when Lines.Any(line => line is { State: DrillState.Lost, Kind: RecordKind.Instance or RecordKind.Volume or RecordKind.Bucket or RecordKind.Pool }) => DrillVerdict.Lost,
        { IsEmpty: true } => DrillVerdict.Whole,
        _ => DrillVerdict.Differs,
    };

    /// <summary>Instances that the database knows.</summary>
    public required int Instances { get; init; }

    /// <summary>Those of them that would come back exactly.</summary>
    public int InstancesExact => Instances - Count(RecordKind.Instance);

    /// <summary>Custom volumes that the database knows.</summary>
    public required int Volumes { get; init; }

    /// <summary>Those of them that would come back exactly.</summary>
    public int VolumesExact => Volumes - Count(RecordKind.Volume);

    /// <summary>What would not come back as it is, the worst first.</summary>
    public required ImmutableArray<DrillLine> Lines { get; init; }

    private int Count(RecordKind kind) => Lines.Count(line => line.Kind == kind && line.State != DrillState.Added);
}

using Recover.Core.Databases;
using Recover.Core.Storage;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>A row of the database by what people know it by; for dangling ones all rows of a kind. Immutable.</summary>
public sealed record RecordReference
{
    public required RecordTable Table { get; init; }

    /// <summary>Volumes, their snapshots and buckets only.</summary>
    public string Pool { get; init; } = "";

    /// <summary>Its project; empty for dangling rows.</summary>
    public string Project { get; init; } = "";

    /// <summary>The name of the instance, volume or bucket; the fingerprint of an image; empty for dangling rows.</summary>
    public string Name { get; init; } = "";

    /// <summary>Snapshots only.</summary>
    public string Snapshot { get; init; } = "";

    /// <summary>Volumes and their snapshots only.</summary>
    public VolumeType? Type { get; init; }

    /// <summary>Dangling rows only.</summary>
    public DanglingRows? Dangling { get; init; }

    internal static RecordReference Instance(string project, string name) => new() { Table = RecordTable.Instance, Project = project, Name = name };

    internal static RecordReference Volume(VolumeRecord volume) =>
        new() { Table = RecordTable.Volume, Pool = volume.Pool, Project = volume.Project, Name = volume.Name, Type = volume.Type };

    internal RecordReference SnapshotOf(string snapshot) =>
        this with { Table = Table == RecordTable.Instance ? RecordTable.InstanceSnapshot : RecordTable.VolumeSnapshot, Snapshot = snapshot };
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>
/// A record of the database that does not go together with the disk, or with another record; a question that is answered with leaving it without a word.
/// Immutable.
/// </summary>
public sealed record Mismatch
{
    public required MismatchKind Kind { get; init; }

    /// <summary>Its pool; empty where none is told, and for images and dangling rows.</summary>
    public string Pool { get; init; } = "";

    /// <summary>As people name it: <c>project/name</c>, with <c>/snapshot</c> for snapshots; for dangling rows <c>table.column</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What does not go together and what can be done, in plain words.</summary>
    public required Finding Finding { get; init; }

    /// <summary>What goes when it is removed, with all that hangs on it; empty when there is nothing to remove.</summary>
    public ImmutableArray<RecordReference> Records { get; init; } = [];

    /// <summary><see cref="ScannedVolume.Id"/> of what the missing record can be made anew from; null when it can't be.</summary>
    public string? VolumeId { get; init; }

    /// <summary>The snapshot that it is about; empty for everything else.</summary>
    public string Snapshot { get; init; } = "";

    /// <summary>Unique within an inventory and stable between scans of the same state; used in answers and on the command line.</summary>
    public string Id => $"{Word(Kind)}:{(Pool.Length > 0 ? $"{Pool}/" : "")}{Label}";

    /// <summary>True when the record that is missing can be made anew.</summary>
    [JsonIgnore]
    public bool CanRebuild => VolumeId is not null;

    /// <summary>True when it is one question with the one whether the instance comes back.</summary>
    [JsonIgnore]
    public bool IsAskedWithVolume => Kind == MismatchKind.RootVolumeAlone && VolumeId is not null;

    /// <summary>True when there is something to remove.</summary>
    [JsonIgnore]
    public bool CanRemove => !Records.IsEmpty;

    private static string Word(MismatchKind kind) => JsonNamingPolicy.CamelCase.ConvertName($"{kind}");
}

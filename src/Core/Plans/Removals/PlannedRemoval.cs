using System.Collections.Immutable;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Plans.Removals;

/// <summary>A record that is removed from the database with all that hangs on it, because a person said so. Immutable.</summary>
public sealed record PlannedRemoval
{
    /// <summary><see cref="Mismatch.Id"/> of what it ends.</summary>
    public required string Id { get; init; }

    /// <summary>What did not go together.</summary>
    public required MismatchKind Kind { get; init; }

    /// <summary>As people name it.</summary>
    public required string Label { get; init; }

    /// <summary>Why it can go, in plain words.</summary>
    public required string Reason { get; init; }

    /// <summary>What goes.</summary>
    public required ImmutableArray<RemovedRecord> Records { get; init; }

    /// <summary>Rows that go, the records' own included.</summary>
    public int Rows => Records.Sum(record => (record.Record.Dangling?.Rows ?? 1) + record.Hanging.Sum(rows => rows.Rows));
}

using System.Collections.Immutable;

namespace Recover.Core.Databases;

/// <summary>What a rehearsal told. Immutable.</summary>
public sealed record RehearsalResult
{
    /// <summary>What stands in the way, in words; empty when the statements can be applied.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Rows added (or, below zero, removed) by table, tables without change left out.</summary>
    public ImmutableSortedDictionary<string, long> RowChanges { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Statements run.</summary>
    public int Statements { get; init; }

    /// <summary>True when nothing stands in the way.</summary>
    public bool Passed => Problems.IsEmpty;

    /// <summary>Rows added in all tables.</summary>
    public long RowsAdded => RowChanges.Values.Where(rows => rows > 0).Sum();
}

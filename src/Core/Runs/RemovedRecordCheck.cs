using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Plans.Removals;

namespace Recover.Core.Runs;

/// <summary>Tells whether what a plan removes is gone. Thread-safe.</summary>
internal static class RemovedRecordCheck
{
    /// <summary>The removals of which a record is still there.</summary>
    /// <exception cref="DatabaseFileException">The copy can't be read.</exception>
    public static ImmutableArray<PlannedRemoval> Present(string copyFile, ImmutableArray<PlannedRemoval> removals)
    {
        var records = removals.SelectMany(removal => removal.Records.Select(removed => (Removal: removal, removed.Record))).ToArray();
        var counts = RowCounts.Read(copyFile, [.. records.Select(one => (RecordConditions.Table(one.Record), RecordConditions.Of(one.Record)))]);
        return [.. records.Where((_, index) => counts[index] > 0).Select(one => one.Removal).Distinct()];
    }
}

using System.Collections.Immutable;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Plans.Removals;

/// <summary>
/// Statements that remove records. What hangs on a record goes by the database's own rules; before anything goes, each number of rows is compared with what
/// the plan says, and when one differs a statement fails, and with it the whole transaction.
/// </summary>
internal static class RemovalStatements
{
    private const int RemovalsPerCheck = 10;
    private const int RecordsPerStatement = 50;

    // Halves of snapshots first: what they are told by goes with what they belong to.
    private static readonly RecordTable[] Order =
    [
        RecordTable.InstanceSnapshot, RecordTable.VolumeSnapshot, RecordTable.Instance, RecordTable.Volume, RecordTable.Bucket, RecordTable.Image,
        RecordTable.Dangling,
    ];

    /// <summary>The statements in the order in which they run.</summary>
    /// <exception cref="PlanUnfitException">A record is told by a name that no table or column has.</exception>
    public static IEnumerable<string> Of(ImmutableArray<PlannedRemoval> removals)
    {
        foreach (var some in removals.Chunk(RemovalsPerCheck))
        {
            // The lowest number has no absolute value: asking for it is an error in every version of SQLite, and needs no row of its own.
            var counts = string.Join("\n    AND ", some.SelectMany(removal => removal.Records).SelectMany(Counts));
            yield return $"""
                UPDATE schema SET version = version WHERE CASE WHEN
                    {counts}
                    THEN 0 ELSE abs(-9223372036854775808 + 0 * version) END
                """;
        }

        foreach (var table in removals.SelectMany(removal => removal.Records).Select(record => record.Record)
            .GroupBy(record => (record.Table, Name: RecordConditions.Table(record)))
            .OrderBy(group => Array.IndexOf(Order, group.Key.Table)))
        {
            foreach (var some in table.Chunk(RecordsPerStatement))
            {
                var any = string.Join("\n    OR ", some.Select(record => $"({RecordConditions.Of(record)})"));
                yield return $"DELETE FROM {RecordConditions.Name(table.Key.Name)} WHERE {any}";
            }
        }
    }

    private static IEnumerable<string> Counts(RemovedRecord removed)
    {
        var table = RecordConditions.Table(removed.Record);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [table] = $"SELECT id FROM {RecordConditions.Name(table)} WHERE {RecordConditions.Of(removed.Record)}",
        };
        yield return $"(SELECT count(*) FROM {RecordConditions.Name(table)} WHERE {RecordConditions.Of(removed.Record)}) = {SqlLiteral.Of(removed.Record.Dangling?.Rows ?? 1)}";
        foreach (var rows in removed.Hanging)
        {
            var of = ids.GetValueOrDefault(rows.Of) ?? throw new PlanUnfitException(PlanTexts.NotThere(PlanTexts.Shown(rows.Of)));
            var where = $"{RecordConditions.Name(rows.Column)} IN ({of})";
            ids.TryAdd(rows.Table, $"SELECT id FROM {RecordConditions.Name(rows.Table)} WHERE {where}");
            yield return $"(SELECT count(*) FROM {RecordConditions.Name(rows.Table)} WHERE {where}) = {SqlLiteral.Of(rows.Rows)}";
        }
    }
}

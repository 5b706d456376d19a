using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Kept;

/// <summary>
/// What an earlier database knows, no pool can tell, and a new database lacks. Only for a database that nothing was put into since: in any other, what is
/// missing may have been deleted on purpose. Thread-safe.
/// </summary>
internal static class KeptRecords
{
    /// <summary>Finds it. Both are private files and are left as they are.</summary>
    /// <param name="old">The earlier database.</param>
    /// <param name="present">The new one.</param>
    /// <param name="from">The earlier database in words.</param>
    public static ImmutableArray<KeptRecord> Find(SqliteConnection old, SqliteConnection present, string from)
    {
        var now = new KeptRows(present);
        var there = now.Read(now.Columns).ToDictionary(row => row.Self.Identity, StringComparer.Ordinal);
        var records = new List<List<KeptRow>>();
        var places = new Dictionary<string, List<KeptRow>>(StringComparer.Ordinal);
        foreach (var row in new KeptRows(old).Read(now.Columns))
        {
            var isThere = there.TryGetValue(row.Self.Identity, out var same);
            if (isThere && Same(row, same!))
            {
                continue;
            }

            // What belongs to a record that is carried goes with it.
            if (Owner(row, places) is not { } record)
            {
                records.Add(record = []);
            }

            record.Add(row with { Replaces = isThere });
            places[row.Self.Identity] = record;
        }

        return [.. records.Select(rows => new KeptRecord(RecordKinds.Of(rows[0].Self.Table), [.. rows], from))];
    }

    private static bool Same(KeptRow one, KeptRow other) =>
        one.Values.Length == other.Values.Length
        && one.Values.All(value => other.Values.Any(there => there.Column == value.Column && there.Text == value.Text && there.Row?.Identity == value.Row?.Identity));

    // A plan that makes the network itself must still get its forwards from here.
    private static List<KeptRow>? Owner(KeptRow row, Dictionary<string, List<KeptRow>> places) => row.Self.Key
        .Where(part => part.Row is not null && IsPlanned(part.Row.Table) == IsPlanned(row.Self.Table))
        .Select(part => places.GetValueOrDefault(part.Row!.Identity))
        .FirstOrDefault(record => record is not null && RecordKinds.IsPart(row.Self.Table, record[0].Self.Table));

    /// <summary>True for tables that plans write by themselves.</summary>
    internal static bool IsPlanned(string table) => SchemaGuard.Written.ContainsKey(table);
}

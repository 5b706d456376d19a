using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;

namespace Recover.Core.Databases.Candidates;

/// <summary>Comparison of two databases row by row. Immutable.</summary>
/// <param name="Matched">Rows that are in both.</param>
/// <param name="Differences">In words, one for each table that differs; empty when all is the same. No values, only keys: values may be secret.</param>
public sealed record DatabaseComparison(long Matched, ImmutableArray<string> Differences)
{
    // They tell which row it is; what else is in it may be a secret.
    private static readonly string[] KeyColumns = ["id", "name", "key", "fingerprint", "project_id", "instance_id", "storage_pool_id", "storage_volume_id"];

    /// <summary>Compares what is there with what should be. Both are private SQLite files and are left as they are.</summary>
    /// <exception cref="DatabaseFileException">One can't be read; carries SQLite's words.</exception>
    public static DatabaseComparison Compare(string expectedFile, string foundFile, ComparisonRules rules, CancellationToken cancellationToken)
    {
        try
        {
            using var expected = SqliteSession.Open(expectedFile);
            using var found = SqliteSession.Open(foundFile);
            var tables = DatabaseTables.Names(found).ToHashSet(StringComparer.Ordinal);
            var differences = ImmutableArray.CreateBuilder<string>();
            var matched = 0L;
            foreach (var table in DatabaseTables.Names(expected).Where(table => !DatabasePatch.IsRuntime(table)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (tables.Contains(table))
                {
                    matched += Compare(expected, found, table, rules, differences);
                }
                else
                {
                    differences.Add(CandidateTexts.TableMissing(table));
                }
            }

            CompareCounters(expected, found, rules, differences);
            return new DatabaseComparison(matched, differences.ToImmutable());
        }
        catch (SqliteException refused)
        {
            throw new DatabaseFileException(refused.Message, refused);
        }
    }

    private static long Compare(
        SqliteConnection expected, SqliteConnection found, string table, ComparisonRules rules, ImmutableArray<string>.Builder differences)
    {
        var there = DatabaseTables.Columns(found, table).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var columns = DatabaseTables.Columns(expected, table)
            .Where(column => there.Contains(column.Name) && (rules == ComparisonRules.Exact || Counts(table, column.Name)))
            .ToArray();
        var rest = new Dictionary<string, (int Count, string Label)>(StringComparer.Ordinal);
        foreach (var (row, label) in Rows(found, table, columns, rules))
        {
            rest[row] = (rest.GetValueOrDefault(row).Count + 1, label);
        }

        var matched = 0L;
        var missing = new List<string>();
        foreach (var (row, label) in Rows(expected, table, columns, rules))
        {
            if (!rest.TryGetValue(row, out var left))
            {
                missing.Add(label);
                continue;
            }

            matched++;
            if (left.Count == 1)
            {
                rest.Remove(row);
            }
            else
            {
                rest[row] = left with { Count = left.Count - 1 };
            }
        }

        if (missing.Count > 0)
        {
            differences.Add(CandidateTexts.RowsMissing(table, missing.Count, missing[0]));
        }

        if (rest.Count > 0)
        {
            differences.Add(CandidateTexts.RowsMore(table, rest.Values.Sum(row => row.Count), rest.Values.First().Label));
        }

        return matched;
    }

    private static void CompareCounters(
        SqliteConnection expected, SqliteConnection found, ComparisonRules rules, ImmutableArray<string>.Builder differences)
    {
        var counters = Counters(found);
        foreach (var (table, count) in Counters(expected).Where(counter => !DatabasePatch.IsRuntime(counter.Key)))
        {
            var now = counters.GetValueOrDefault(table);
            if (rules == ComparisonRules.Exact ? now != count : now < count)
            {
                differences.Add(CandidateTexts.CounterBehind(table, count, now));
            }
        }
    }

    private static Dictionary<string, long> Counters(SqliteConnection connection) =>
        SqliteSession.Scalar<long>(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") == 0
            ? []
            : SqliteSession.Rows(connection, "SELECT name, seq FROM sqlite_sequence", row => (Name: row.GetString(0), Value: row.GetInt64(1)))
                .GroupBy(counter => counter.Name, StringComparer.Ordinal)
                .ToDictionary(counter => counter.Key, counter => counter.Max(one => one.Value), StringComparer.Ordinal);

    // Measured with 6.0.4 and 7.0.2: what differs between a database and the same one after a start.
    private static bool Counts(string table, string column) => (table, column) switch
    {
        ("nodes", _) => column is "id" or "name" or "address",
        ("schema", _) => column is "version",
        ("instances", "last_use_date") or ("images", "last_use_date") => false,
        _ => column != "id" || !table.EndsWith("_config", StringComparison.Ordinal),
    };

    private static IEnumerable<(string Row, string Label)> Rows(SqliteConnection connection, string table, DatabaseColumn[] columns, ComparisonRules rules)
    {
        if (columns.Length == 0)
        {
            yield break;
        }

        var names = string.Join(", ", columns.Select(column => DatabaseTables.Quoted(column.Name)));
        var dates = columns.Select(column => rules != ComparisonRules.Exact && column.Type.Equals("DATETIME", StringComparison.OrdinalIgnoreCase)).ToArray();
        var key = Array.FindIndex(columns, column => column.Name == "key");
        // The daemon adds a row of its own for each newer version of the schema.
        var condition = table == "schema" && rules != ComparisonRules.Exact ? " WHERE version = (SELECT min(version) FROM schema)" : "";
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {names} FROM {DatabaseTables.Quoted(table)}{condition}";
        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        var label = new StringBuilder();
        while (reader.Read())
        {
            if (rules != ComparisonRules.Exact && key >= 0 && reader.GetValue(key) is string name && name.StartsWith("volatile.", StringComparison.Ordinal))
            {
                continue;
            }

            text.Clear();
            label.Clear();
            for (var i = 0; i < columns.Length; i++)
            {
                var value = Text(reader.GetValue(i), rules, dates[i]);
                text.Append(columns[i].Name).Append('=').Append(value.Length).Append(':').Append(value).Append(' ');
                if (KeyColumns.Contains(columns[i].Name))
                {
                    label.Append(label.Length == 0 ? "" : ", ").Append(columns[i].Name).Append(' ').Append(reader.GetValue(i));
                }
            }

            yield return (text.ToString(), label.ToString());
        }
    }

    private static string Text(object value, ComparisonRules rules, bool isDate) => value switch
    {
        DBNull when isDate => IncusTime.Zero.ToDatabaseText(),
        long seconds when isDate => new IncusTime(seconds, 0).ToDatabaseText(),
        string text when isDate && IncusTime.TryParse(text, out var time) => time.ToDatabaseText(),
        DBNull => "null",
        byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
        double number => number.ToString("R", CultureInfo.InvariantCulture),

        // A dump in SQL does not keep how a number was stored.
        _ => (rules == ComparisonRules.Exact ? value.GetType().Name : "") + Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

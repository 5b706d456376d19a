using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Cases;

/// <summary>The event log in the case store: one chain over all cases and sign-ins, written in the transaction of what it tells.</summary>
internal static class LogTables
{
    /// <summary>The table, and the entries of an earlier layout taken over into it.</summary>
    public const string Schema = """
        CREATE TABLE log (
            number INTEGER PRIMARY KEY NOT NULL, case_number INTEGER REFERENCES cases (number), at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,
            state TEXT, previous TEXT NOT NULL, sha256 TEXT NOT NULL);
        CREATE INDEX log_by_case ON log (case_number);
        """;

    private const string Columns = "at, by, what, number, case_number, state, previous, sha256";

    public static CaseEvent Append(SqliteConnection connection, int? caseNumber, CaseEvent one, string? state)
    {
        var last = CaseSql.Rows(connection, $"SELECT {Columns} FROM log ORDER BY number DESC LIMIT 1", Entry).FirstOrDefault();
        var stored = LogChain.Seal(one with { At = one.At.ToUniversalTime() }, last?.Seal, caseNumber, state);
        var seal = stored.Seal!;
        using var insert = CaseSql.Command(
            connection,
            $"INSERT INTO log ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)",
            CaseSql.Text(stored.At), stored.By, stored.What, seal.Number, seal.Case, seal.State, seal.Previous, seal.Sha256);
        insert.ExecuteNonQuery();
        return stored;
    }

    public static ImmutableArray<CaseEvent> Of(SqliteConnection connection, int caseNumber) =>
        [.. CaseSql.Rows(connection, $"SELECT {Columns} FROM log WHERE case_number = $0 ORDER BY number", caseNumber, Entry)];

    public static ImmutableArray<CaseEvent> All(SqliteConnection connection) =>
        [.. CaseSql.Rows(connection, $"SELECT {Columns} FROM log ORDER BY number", Entry)];

    /// <summary>Entries of the layout before, which had no chain.</summary>
    public static void TakeOver(SqliteConnection connection)
    {
        var before = CaseSql.Rows(
            connection,
            "SELECT at, by, what, case_number FROM events ORDER BY id",
            row => (Event: new CaseEvent(CaseSql.Time(row.GetString(0)), row.GetString(1), row.GetString(2)), Case: row.GetInt32(3))).ToList();
        foreach (var (one, number) in before)
        {
            Append(connection, number, one, state: null);
        }

        using var drop = CaseSql.Command(connection, "DROP TABLE events");
        drop.ExecuteNonQuery();
    }

    public static LogCheck Check(SqliteConnection connection, string? printed)
    {
        var entries = All(connection);
        var breaks = LogChain.Check(entries).ToBuilder();
        foreach (var last in entries.Where(one => one.Seal!.Case is not null).GroupBy(one => one.Seal!.Case).Select(one => one.Last().Seal!))
        {
            if (last.State is { } told && told != CaseState.Of(connection, last.Case!.Value))
            {
                breaks.Add(LogChain.Break(LogBreakKind.CaseAltered, last));
            }
        }

        var untold = CaseSql.Rows(
            connection, "SELECT number FROM cases WHERE number NOT IN (SELECT case_number FROM log WHERE case_number IS NOT NULL)", row => row.GetInt32(0));
        breaks.AddRange(untold.Select(number => new LogBreak(
            LogBreakKind.CaseAltered, null, number, CaseTexts.Get("Log.CaseAltered", "-", number.ToString(CultureInfo.InvariantCulture)))));
        if (printed is not null && entries.All(one => one.Seal!.Sha256 != printed))
        {
            breaks.Add(new LogBreak(LogBreakKind.PrintedUnknown, null, null, CaseTexts.Get("Log.PrintedUnknown", printed)));
        }

        return new LogCheck(entries.Length, entries.LastOrDefault()?.Seal!.Sha256, breaks.ToImmutable());
    }

    private static CaseEvent Entry(SqliteDataReader row) => new(CaseSql.Time(row.GetString(0)), row.GetString(1), row.GetString(2))
    {
        Seal = new LogSeal(
            row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6), row.GetString(7)),
    };
}

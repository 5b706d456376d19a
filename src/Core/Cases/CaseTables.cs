using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using static Recover.Core.Cases.CaseSql;

namespace Recover.Core.Cases;

/// <summary>The tables of the case store: short facts as columns, what was seen and planned as compressed JSON, answers and events as rows.</summary>
internal static class CaseTables
{
    private const string Schema = """
        CREATE TABLE cases (
            number INTEGER PRIMARY KEY NOT NULL, reference TEXT NOT NULL UNIQUE, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, closed_at TEXT,
            situation TEXT NOT NULL, step TEXT NOT NULL, host_name TEXT NOT NULL, incus_directory TEXT NOT NULL, scan_error TEXT,
            host BLOB, database BLOB, found BLOB, chosen BLOB, inventory BLOB, questions BLOB, plan BLOB);
        CREATE TABLE answers (
            case_number INTEGER NOT NULL REFERENCES cases (number), question TEXT NOT NULL, answer TEXT NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY (case_number, question));
        CREATE TABLE runs (run TEXT PRIMARY KEY NOT NULL, case_number INTEGER NOT NULL REFERENCES cases (number));
        CREATE TABLE requests (id TEXT PRIMARY KEY NOT NULL, case_number INTEGER NOT NULL REFERENCES cases (number));
        """;

    private const string SecondSchema = """
        CREATE TABLE starts (
            case_number INTEGER NOT NULL REFERENCES cases (number), instance TEXT NOT NULL, start TEXT NOT NULL, PRIMARY KEY (case_number, instance));
        """;

    private const string CaseColumns =
        "number, reference, opened_at, opened_by, closed_at, situation, step, host_name, incus_directory, scan_error, host, database, found, chosen, inventory, questions, plan";

    public static void Prepare(SqliteConnection connection, string file)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = (long)Command(connection, "PRAGMA user_version").ExecuteScalar()!;
        if (version > CaseStore.SchemaVersion)
        {
            throw new CaseStoreException(file, CaseTexts.Get("Store.Later", file, version));
        }

        if (version < CaseStore.SchemaVersion)
        {
            Command(connection, (version < 1 ? Schema : "") + (version < 2 ? SecondSchema : "") + LogTables.Schema).ExecuteNonQuery();
            if (version > 0)
            {
                LogTables.TakeOver(connection);
            }

            Command(connection, $"PRAGMA user_version = {CaseStore.SchemaVersion};").ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static RecoveryCase Insert(SqliteConnection connection, CaseBlobs blobs, RecoveryCase added)
    {
        Command(
            connection,
            $"INSERT INTO cases ({CaseColumns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            added.Number, added.Reference, Text(added.OpenedAt), added.OpenedBy, Text(added.ClosedAt), added.Situation.ToString(), added.Step.ToString(),
            added.HostName, added.IncusDirectory, added.ScanError, blobs.Of(added.Host), blobs.Of(added.Database), CaseBlob.Of(added.Found),
            CaseBlob.Of(added.Chosen), blobs.Of(added.Inventory), CaseBlob.Of(added.Questions), blobs.Of(added.Plan)).ExecuteNonQuery();
        WriteAnswers(connection, added);
        return WithLog(connection, added, told: 0);
    }

    public static RecoveryCase Update(SqliteConnection connection, CaseBlobs blobs, RecoveryCase before, RecoveryCase after)
    {
        Command(
            connection,
            "UPDATE cases SET closed_at = $1, situation = $2, step = $3, host_name = $4, incus_directory = $5, scan_error = $6 WHERE number = $0",
            after.Number, Text(after.ClosedAt), after.Situation.ToString(), after.Step.ToString(), after.HostName, after.IncusDirectory,
            after.ScanError).ExecuteNonQuery();
        // The big ones only when they are others than before.
        UpdateBlob(connection, after.Number, "host", before.Host, after.Host, blobs.Of);
        UpdateBlob(connection, after.Number, "database", before.Database, after.Database, blobs.Of);
        UpdateBlob(connection, after.Number, "inventory", before.Inventory, after.Inventory, blobs.Of);
        UpdateBlob(connection, after.Number, "plan", before.Plan, after.Plan, blobs.Of);
        UpdateBlob(connection, after.Number, "found", before.Found, after.Found, CaseBlob.Of);
        UpdateBlob(connection, after.Number, "chosen", before.Chosen, after.Chosen, CaseBlob.Of);
        UpdateBlob(connection, after.Number, "questions", before.Questions, after.Questions, CaseBlob.Of);
        if (before.Answers != after.Answers)
        {
            Command(connection, "DELETE FROM answers WHERE case_number = $0", after.Number).ExecuteNonQuery();
            WriteAnswers(connection, after);
        }

        foreach (var start in after.Starts.Except(before.Starts))
        {
            Command(
                connection,
                "INSERT OR REPLACE INTO starts (case_number, instance, start) VALUES ($0, $1, $2)",
                after.Number, start.Label, CaseBlob.Text(start)).ExecuteNonQuery();
        }

        return WithLog(connection, after, before.Events.Length);
    }

    public static RecoveryCase? Find(SqliteConnection connection, CaseBlobs blobs, int number)
    {
        using var reader = Command(connection, $"SELECT {CaseColumns} FROM cases WHERE number = $0", number).ExecuteReader();
        return !reader.Read()
            ? null
            : new RecoveryCase
            {
                Number = reader.GetInt32(0),
                Reference = reader.GetString(1),
                OpenedAt = Time(reader.GetString(2)),
                OpenedBy = reader.GetString(3),
                ClosedAt = reader.IsDBNull(4) ? null : Time(reader.GetString(4)),
                Situation = Enum.Parse<CaseSituation>(reader.GetString(5)),
                Step = Enum.Parse<CaseStep>(reader.GetString(6)),
                HostName = reader.GetString(7),
                IncusDirectory = reader.GetString(8),
                ScanError = reader.IsDBNull(9) ? null : reader.GetString(9),
                Host = blobs.Read<HostSurvey>(reader, 10),
                Database = blobs.Read<DatabaseReading>(reader, 11),
                Found = CaseBlob.ReadMany<PoolCandidate>(reader, 12),
                Chosen = CaseBlob.ReadMany<PoolDefinition>(reader, 13),
                Inventory = blobs.Read<Inventory>(reader, 14),
                Questions = CaseBlob.ReadMany<MissingObject>(reader, 15),
                Plan = blobs.Read<RecoveryPlan>(reader, 16),
                Answers = [.. Rows(
                    connection, "SELECT answer FROM answers WHERE case_number = $0 ORDER BY position", number, row => CaseBlob.Parse<Answer>(row.GetString(0)))],
                Starts = [.. Rows(
                    connection, "SELECT start FROM starts WHERE case_number = $0 ORDER BY instance", number, row => CaseBlob.Parse<InstanceStart>(row.GetString(0)))],
                Events = LogTables.Of(connection, number),
            };
    }

    public static ImmutableArray<CaseSummary> List(SqliteConnection connection) =>
    [
        .. Rows(
            connection,
            "SELECT number, reference, opened_at, situation, step, closed_at FROM cases ORDER BY number DESC",
            row => new CaseSummary(
                row.GetInt32(0), row.GetString(1), Time(row.GetString(2)), Enum.Parse<CaseSituation>(row.GetString(3)), Enum.Parse<CaseStep>(row.GetString(4)),
                row.IsDBNull(5) ? null : Time(row.GetString(5)))),
    ];

    public static bool NoteRequest(SqliteConnection connection, string requestId, int number) =>
        Command(connection, "INSERT OR IGNORE INTO requests (id, case_number) VALUES ($0, $1)", requestId, number).ExecuteNonQuery() == 1;

    public static bool ForgetRequest(SqliteConnection connection, string requestId) =>
        Command(connection, "DELETE FROM requests WHERE id = $0", requestId).ExecuteNonQuery() == 1;

    public static bool NoteRun(SqliteConnection connection, int number, string run) =>
        Command(connection, "INSERT OR IGNORE INTO runs (run, case_number) VALUES ($0, $1)", run, number).ExecuteNonQuery() == 1;

    public static ImmutableArray<string> Runs(SqliteConnection connection, int number) =>
        [.. Rows(connection, "SELECT run FROM runs WHERE case_number = $0 ORDER BY run", number, row => row.GetString(0))];

    private static void UpdateBlob<T>(SqliteConnection connection, int number, string column, T before, T after, Func<T, byte[]?> blob)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            Command(connection, $"UPDATE cases SET {column} = $1 WHERE number = $0", number, blob(after)).ExecuteNonQuery();
        }
    }

    private static void WriteAnswers(SqliteConnection connection, RecoveryCase of)
    {
        foreach (var (position, answer) in of.Answers.Index())
        {
            Command(
                connection,
                "INSERT INTO answers (case_number, question, answer, position) VALUES ($0, $1, $2, $3)",
                of.Number, answer.QuestionId, CaseBlob.Text(answer), position).ExecuteNonQuery();
        }
    }

    /// <summary>The case with the entries that tell of this write, the last of which says what is stored now.</summary>
    private static RecoveryCase WithLog(SqliteConnection connection, RecoveryCase written, int told)
    {
        if (written.Events.Length <= told)
        {
            throw new InvalidOperationException(CaseTexts.Get("Log.Untold", written.Reference));
        }

        var state = CaseState.Of(connection, written.Number);
        var events = written.Events.ToBuilder();
        for (var index = told; index < events.Count; index++)
        {
            events[index] = LogTables.Append(connection, written.Number, events[index], state);
        }

        return written with { Events = events.ToImmutable() };
    }
}

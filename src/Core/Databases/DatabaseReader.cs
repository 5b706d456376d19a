using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Databases;

/// <summary>
/// Reads the global database from wherever it can be read, into a private SQLite copy; the database itself is never opened or changed.
/// Thread-safe.
/// </summary>
/// <param name="dump">Asks the running daemon of a directory for its SQL dump (<c>GET /internal/sql?database=global</c>).</param>
public sealed class DatabaseReader(Func<IncusDirectory, CancellationToken, Task<string>> dump)
{
    /// <summary>
    /// Reads it as the host's survey found it. What stands in the way is a finding of the reading, never an exception. The working directory
    /// exists and is private; the copy gets a name of its own there and belongs to the caller.
    /// </summary>
    public async Task<DatabaseReading> ReadAsync(HostSurvey host, string workDirectory, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(workDirectory, $"database-{Guid.NewGuid():N}.sqlite");
        return host.Database switch
        {
            DatabaseCondition.Served => await FromDaemonAsync(host, copy, cancellationToken).ConfigureAwait(false),
            DatabaseCondition.StoppedCleanly => await FromStoppedAsync(host, copy, cancellationToken).ConfigureAwait(false),
            DatabaseCondition.Missing => await FromTemplateAsync(host, copy, cancellationToken).ConfigureAwait(false),
            _ => Unread(host, Finding.Of(FindingCode.DatabaseStoppedUncleanly)),
        };
    }

    private async Task<DatabaseReading> FromDaemonAsync(HostSurvey host, string copy, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await dump(host.Directory, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Unread(host, Finding.Of(FindingCode.DatabaseUnreadable, host.Directory.Socket).WithRaw(exception.Message));
        }

        return await ReadCopyAsync(
            host, DatabaseSource.Daemon, host.Directory.Socket, copy, () => DumpLoader.Load(text, copy, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private static Task<DatabaseReading> FromStoppedAsync(HostSurvey host, string copy, CancellationToken cancellationToken)
    {
        var file = Path.Combine(host.Directory.GlobalDatabase, "db.bin");
        return ReadCopyAsync(host, DatabaseSource.StoppedDaemon, file, copy, () => CopyStopped(file, copy), cancellationToken);
    }

    private static async Task<DatabaseReading> FromTemplateAsync(HostSurvey host, string copy, CancellationToken cancellationToken)
    {
        if (FreshDatabase.SchemaOf(host.Version) is not { } schema)
        {
            return Unread(
                host,
                Finding.Of(FindingCode.DatabaseMissing),
                Finding.Of(FindingCode.DatabaseSchemaUnknown, host.Version ?? "?", DatabaseTexts.NoTemplate));
        }

        var reading = await ReadCopyAsync(
            host,
            DatabaseSource.FreshTemplate,
            host.Directory.GlobalDatabase,
            copy,
            () => DumpLoader.Load(FreshDatabase.Dump(schema), copy, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return reading with { Findings = reading.Findings.Insert(0, Finding.Of(FindingCode.DatabaseMissing)) };
    }

    private static Task<DatabaseReading> ReadCopyAsync(
        HostSurvey host, DatabaseSource source, string place, string copy, Action make, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    make();
                    return Read(host.Database, source, copy);
                }
                catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException)
                {
                    File.Delete(copy);
                    return Unread(host, Finding.Of(FindingCode.DatabaseUnreadable, place).WithRaw(exception.Message));
                }
            },
            cancellationToken);

    private static DatabaseReading Read(DatabaseCondition condition, DatabaseSource source, string copy)
    {
        using var connection = SqliteSession.Open(copy);
        var schema = SqliteSession.Scalar<int>(connection, "SELECT max(version) FROM schema");
        var findings = SchemaGuard.Check(connection, schema);
        if (findings.Length > 0)
        {
            return new DatabaseReading { Condition = condition, SchemaVersion = schema, Findings = findings };
        }

        if (SqliteSession.Scalar<string>(connection, "PRAGMA integrity_check(1)") is { } integrity and not "ok")
        {
            findings = [Finding.Of(FindingCode.DatabaseUnreadable, copy).WithRaw(integrity)];
            return new DatabaseReading { Condition = condition, SchemaVersion = schema, Findings = findings };
        }

        var contents = new ContentsReader(connection).Read();
        return new DatabaseReading
        {
            Condition = condition,
            Source = source,
            SchemaVersion = schema,
            Fingerprint = DatabaseFingerprint.Of(connection),
            CopyFile = copy,
            Contents = contents,
            Findings = contents.NodeCount > 1 ? [Finding.Of(FindingCode.DatabaseClustered)] : [],
        };
    }

    /// <summary>Opening a database with its WAL changes both, so they are copied, and the copy becomes one file.</summary>
    private static void CopyStopped(string file, string copy)
    {
        File.Copy(file, copy);
        if (File.Exists($"{file}-wal"))
        {
            File.Copy($"{file}-wal", $"{copy}-wal");
        }

        using var connection = SqliteSession.Open(copy);
        SqliteSession.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteSession.Execute(connection, "PRAGMA journal_mode = DELETE");
    }

    private static DatabaseReading Unread(HostSurvey host, params ImmutableArray<Finding> findings) =>
        new() { Condition = host.Database, Findings = findings };
}

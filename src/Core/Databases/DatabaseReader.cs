using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Examination;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Databases;

/// <summary>
/// Reads the global database from wherever it can be read, into a private SQLite copy; the database itself is never opened or changed.
/// Thread-safe.
/// </summary>
/// <param name="dump">Asks the running daemon of a directory for its SQL dump in UTF-8 (<c>GET /internal/sql?database=global</c>).</param>
public sealed class DatabaseReader(Func<IncusDirectory, CancellationToken, Task<ReadOnlyMemory<byte>>> dump)
{
    /// <summary>
    /// Reads it as the host's survey found it, as far as the depth says. What stands in the way is a finding of the reading, never an exception. The working directory
    /// exists and is private; the copy gets a name of its own there and belongs to the caller.
    /// </summary>
    public async Task<DatabaseReading> ReadAsync(
        HostSurvey host, string workDirectory, ReadingDepth depth, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(workDirectory, $"database-{Guid.NewGuid():N}.sqlite");
        return host.Database switch
        {
            DatabaseCondition.Served => await FromDaemonAsync(host, copy, depth, cancellationToken).ConfigureAwait(false),
            DatabaseCondition.Missing => await FromTemplateAsync(host, copy, depth, cancellationToken).ConfigureAwait(false),
            _ => await FromLogAsync(host, copy, depth, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<DatabaseReading> FromDaemonAsync(
        HostSurvey host, string copy, ReadingDepth depth, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> text;
        try
        {
            text = await dump(host.Directory, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Unread(host, Finding.Of(FindingCode.DatabaseUnreadable, host.Directory.Socket).WithRaw(exception.Message));
        }

        return await ReadCopyAsync(
            host, DatabaseSource.Daemon, host.Directory.Socket, copy, depth, () => DumpLoader.Load(text.Span, copy, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The log has the last word; after a clean stop the dump beside it says the same, and stands in when there is nothing else.</summary>
    private static async Task<DatabaseReading> FromLogAsync(
        HostSurvey host, string copy, ReadingDepth depth, CancellationToken cancellationToken)
    {
        var place = host.Directory.GlobalDatabase;
        var log = await Task.Run(() => LogExtraction.Run(place, copy, cancellationToken), cancellationToken).ConfigureAwait(false);
        var damage = LogFindings(log.Check);
        if (log.Source is not (CandidateSource.Raft or CandidateSource.Dump) || (log.Source == CandidateSource.Dump && host.Database != DatabaseCondition.StoppedCleanly))
        {
            File.Delete(copy);
            var words = log.Check.Findings is [var worst, ..] ? worst.Message : DatabaseTexts.NothingReadable;
            return Unread(host, [.. damage, Finding.Of(FindingCode.DatabaseUnreadable, place).WithRaw(words)]);
        }

        var source = log.Source == CandidateSource.Raft ? DatabaseSource.Log : DatabaseSource.StoppedDaemon;
        var reading = await ReadCopyAsync(host, source, place, copy, depth, () => { }, cancellationToken).ConfigureAwait(false);
        return reading with { Findings = reading.Findings.InsertRange(0, damage) };
    }

    // Damage that the daemon passes over is worth knowing; what it refuses, or loses writes by, comes first.
    private static ImmutableArray<Finding> LogFindings(DatabaseCheck check)
    {
        var errors = check.Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count == 0 || check.State == DatabaseCheckState.Missing)
        {
            return [];
        }

        var worst = errors.Find(finding => finding.Reaction != DaemonReaction.Starts);
        var finding = Finding.Of(FindingCode.DatabaseDamaged, (worst ?? errors[0]).Message.TrimEnd('.')).WithRaw((worst ?? errors[0]).DaemonBehaviour);
        return [worst is null ? finding with { Severity = FindingSeverity.Warning } : finding];
    }

    private static async Task<DatabaseReading> FromTemplateAsync(
        HostSurvey host, string copy, ReadingDepth depth, CancellationToken cancellationToken)
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
            depth,
            () => DumpLoader.Load(FreshDatabase.Dump(schema), copy, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return reading with { Findings = reading.Findings.Insert(0, Finding.Of(FindingCode.DatabaseMissing)) };
    }

    private static Task<DatabaseReading> ReadCopyAsync(
        HostSurvey host,
        DatabaseSource source,
        string place,
        string copy,
        ReadingDepth depth,
        Action make,
        CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    make();
                    return Read(host.Database, source, copy, depth);
                }
                catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException)
                {
                    File.Delete(copy);
                    return Unread(host, Finding.Of(FindingCode.DatabaseUnreadable, place).WithRaw(exception.Message));
                }
            },
            cancellationToken);

    private static DatabaseReading Read(DatabaseCondition condition, DatabaseSource source, string copy, ReadingDepth depth)
    {
        using var connection = SqliteSession.Open(copy);
        var schema = SqliteSession.Scalar<int>(connection, "SELECT max(version) FROM schema");
        var findings = SchemaGuard.Check(connection, schema);
        if (findings.Length > 0)
        {
            return new DatabaseReading { Condition = condition, SchemaVersion = schema, Findings = findings };
        }

        // A copy made from statements is whole, or loading it would have failed.
        if (depth == ReadingDepth.Everything
            && source is DatabaseSource.StoppedDaemon or DatabaseSource.Log
            && SqliteSession.Scalar<string>(connection, "PRAGMA integrity_check(1)") is { } integrity and not "ok")
        {
            findings = [Finding.Of(FindingCode.DatabaseUnreadable, copy).WithRaw(integrity)];
            return new DatabaseReading { Condition = condition, SchemaVersion = schema, Findings = findings };
        }

        var contents = depth == ReadingDepth.Everything ? new ContentsReader(connection).Read() : DatabaseContents.Nothing;
        return new DatabaseReading
        {
            Condition = condition,
            Source = source,
            SchemaVersion = schema,
            Fingerprint = depth == ReadingDepth.Copy ? "" : DatabaseFingerprint.Of(connection),
            CopyFile = copy,
            Contents = contents,
            Findings = contents.NodeCount > 1 ? [Finding.Of(FindingCode.DatabaseClustered)] : [],
        };
    }

    private static DatabaseReading Unread(HostSurvey host, params ImmutableArray<Finding> findings) =>
        new() { Condition = host.Database, Findings = findings };
}

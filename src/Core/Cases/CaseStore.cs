using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Recover.Core.Hosts;

namespace Recover.Core.Cases;

/// <summary>
/// The case file that survives everything: a SQLite file (0600) in Recover's data directory, in WAL mode with full synchronisation. Thread-safe, and safe
/// among processes: a writer waits for another up to <see cref="BusySeconds"/> seconds.
/// </summary>
public sealed class CaseStore
{
    /// <summary>The layout of the tables that this program writes.</summary>
    public const int SchemaVersion = 3;

    /// <summary>How long a statement waits for another process, in seconds.</summary>
    public const int BusySeconds = 30;

    private readonly DataDirectory _data;
    private readonly CaseBlobs _blobs = new();

    /// <summary>Opens the store, making file and tables when they are not there.</summary>
    /// <exception cref="CaseStoreException">The file is of a later version, or not a case store.</exception>
    public CaseStore(DataDirectory data)
    {
        _data = data;
        Directory.CreateDirectory(data.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!File.Exists(data.CaseFile))
        {
            // Made before SQLite opens it, so that it never exists with wider permissions; the WAL takes over the mode.
            using var made = new FileStream(data.CaseFile, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }

        try
        {
            using var connection = Open();
            CaseTables.Prepare(connection, data.CaseFile);
        }
        catch (SqliteException error)
        {
            throw new CaseStoreException(data.CaseFile, error.Message, error);
        }
    }

    /// <summary>Stores a new case under the next number; what <paramref name="make"/> gets are number and reference.</summary>
    public Task<RecoveryCase> AddAsync(DateTimeOffset openedAt, Func<int, string, RecoveryCase> make, CancellationToken cancellationToken) =>
        WriteAsync(
            connection =>
            {
                var number = (int)(long)Scalar(connection, "SELECT COALESCE(MAX(number), 0) + 1 FROM cases")!;
                var made = make(number, string.Create(CultureInfo.InvariantCulture, $"R-{openedAt.UtcDateTime.Year:0000}-{number:0000}"));
                return CaseTables.Insert(connection, _blobs, made);
            },
            cancellationToken);

    /// <summary>A case with its answers and events, runs left out; null when there is none of this number.</summary>
    public Task<RecoveryCase?> FindAsync(int number, CancellationToken cancellationToken) =>
        ReadAsync(connection => CaseTables.Find(connection, _blobs, number), cancellationToken);

    /// <summary>All cases, newest first.</summary>
    public Task<ImmutableArray<CaseSummary>> ListAsync(CancellationToken cancellationToken) => ReadAsync(CaseTables.List, cancellationToken);

    /// <summary>
    /// Changes a case in one transaction; other writers, also of other processes, wait. What is null or unchanged in the result is stored as it is there;
    /// runs are not stored. Every change comes with at least one new event, which goes into the log with it; the same object back is no change.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no case of this number.</exception>
    /// <exception cref="InvalidOperationException">The change has no event; nothing was stored.</exception>
    public Task<RecoveryCase> ChangeAsync(int number, Func<RecoveryCase, RecoveryCase> change, CancellationToken cancellationToken) =>
        WriteAsync(
            connection =>
            {
                var before = CaseTables.Find(connection, _blobs, number)
                    ?? throw new KeyNotFoundException(number.ToString(CultureInfo.InvariantCulture));
                var after = change(before);
                return ReferenceEquals(before, after) ? before : CaseTables.Update(connection, _blobs, before, after);
            },
            cancellationToken);

    /// <summary>Notes that a page's request started a run; false when the request was noted before.</summary>
    public Task<bool> NoteRequestAsync(string requestId, int number, CancellationToken cancellationToken) =>
        WriteAsync(connection => CaseTables.NoteRequest(connection, requestId, number), cancellationToken);

    /// <summary>Forgets a request whose run was refused, so that it may be made again.</summary>
    public Task ForgetRequestAsync(string requestId, CancellationToken cancellationToken) =>
        WriteAsync(connection => CaseTables.ForgetRequest(connection, requestId), cancellationToken);

    /// <summary>Notes that a run belongs to a case.</summary>
    public Task NoteRunAsync(int number, string run, CancellationToken cancellationToken) =>
        WriteAsync(connection => CaseTables.NoteRun(connection, number, run), cancellationToken);

    /// <summary>Ids of the case's runs, oldest first.</summary>
    public Task<ImmutableArray<string>> RunsAsync(int number, CancellationToken cancellationToken) =>
        ReadAsync(connection => CaseTables.Runs(connection, number), cancellationToken);

    /// <summary>Puts into the event log what belongs to no case, such as a sign-in; it is on disk when this returns.</summary>
    public Task<CaseEvent> NoteAsync(CaseEvent one, CancellationToken cancellationToken) =>
        WriteAsync(connection => LogTables.Append(connection, caseNumber: null, one, state: null), cancellationToken);

    /// <summary>The whole event log, oldest first: all cases, and what belongs to none.</summary>
    public Task<ImmutableArray<CaseEvent>> LogAsync(CancellationToken cancellationToken) => ReadAsync(LogTables.All, cancellationToken);

    /// <summary>Whether the event log is whole, and the cases are as it says.</summary>
    /// <param name="printed">SHA-256 of an entry as a report has it, lower-case hex; null for none.</param>
    /// <param name="cancellationToken">Gives the check up.</param>
    public Task<LogCheck> CheckLogAsync(string? printed, CancellationToken cancellationToken) =>
        ReadAsync(connection => LogTables.Check(connection, printed), cancellationToken);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection);
        },
        cancellationToken);

    private Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var connection = Open();
            // Immediate: the lock is taken before anything is read, so that two writers never work on the same old state.
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(connection);
            transaction.Commit();
            return result;
        },
        cancellationToken);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _data.CaseFile,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

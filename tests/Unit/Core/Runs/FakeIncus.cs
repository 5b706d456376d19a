using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>
/// An Incus host in a directory: its database is a text file with a record a line, and its daemon takes the start-up patch in whole or not at all, and
/// deletes images without a record when it starts on an empty directory, as the real one does. Outlives the engine, as a daemon outlives Recover.
/// </summary>
internal sealed class FakeIncus : IDaemonControl, IRunHost, IDisposable
{
    public const string HostName = "lost-host";
    private const string Fresh = "PROJECT default\n";
    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("recover-runs-");

    public FakeIncus(bool hasDatabase = true, bool running = true)
    {
        Incus = new IncusDirectory(Path.Combine(_top.FullName, "incus"));
        Data = new DataDirectory(Path.Combine(_top.FullName, "data"));
        Add("images/3fbf9bbd", "image bytes");
        Add("networks/br0/dnsmasq.leases", "lease");
        Add("database/local.db", "local");
        Add("storage-pools/default/containers/c1/backup.yaml", "container: c1");
        Directory.CreateDirectory(Path.Combine(Incus.Root, "containers"));
        Directory.CreateDirectory(Data.Root);
        if (hasDatabase)
        {
            Add("database/global/records", Fresh + "POOL default\n");
        }

        Running = running && hasDatabase;
    }

    public IncusDirectory Incus { get; }

    public DataDirectory Data { get; }

    public bool Running { get; set; }

    public int PatchesApplied { get; private set; }

    public bool SpoilVerification { get; set; }

    /// <summary>Backup files that can't be read, beside the one that can.</summary>
    public ImmutableArray<FoundBackupFile> Unreadable { get; set; } = [];

    public ImmutableArray<string> RehearsalProblems { get; set; } = [];

    /// <summary>Secrets of buckets' keys by access key.</summary>
    public ImmutableDictionary<string, string> Secrets { get; set; } = [];

    public bool Fits { get; set; } = true;

    /// <summary>Why the database can't be read, from now on; null when it can.</summary>
    public Finding? Unread { get; set; }

    /// <summary>A daemon that refuses a patch of tables.</summary>
    public bool FailTables { get; set; }

    /// <summary>
    /// Called where a kill may hit: <c>start</c> before the daemon starts, <c>started</c> after, <c>stop</c>, <c>gone?</c> when it is asked whether it is,
    /// <c>read</c>, <c>saving</c> while backup files are read.
    /// </summary>
    public Action<string> At { get; set; } = _ => { };

    public DaemonControlKind Kind { get; set; } = DaemonControlKind.Commands;

    public string StopCommand => "stop it";

    public string StartCommand => "start it";

    /// <summary>A SQLite file, the database of a host whose raft directory was made anew from a patch of tables.</summary>
    public string Restored => Path.Combine(Incus.GlobalDatabase, "restored.sqlite");

    public string Records => Path.Combine(Incus.GlobalDatabase, "records");

    public void Add(string path, string content)
    {
        var file = Path.Combine(Incus.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) => Task.FromResult(Running ? DaemonState.Running : DaemonState.Stopped);

    public Task<bool> IsGoneAsync(CancellationToken cancellationToken)
    {
        At("gone?");
        return Task.FromResult(!Running);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        At("stop");
        Running = false;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        At("start");
        if (!Running)
        {
            Boot();
        }

        At("started");
        return Task.CompletedTask;
    }

    public Task<HostSurvey> SurveyAsync(CancellationToken cancellationToken) => Task.FromResult(new HostSurvey
    {
        Directory = Incus,
        HostName = HostName,
        Version = "6.0.4",
        Daemon = Running ? DaemonState.Running : DaemonState.Stopped,
        Control = Kind,
        Database = !File.Exists(Records) ? DatabaseCondition.Missing : Running ? DatabaseCondition.Served : DatabaseCondition.StoppedCleanly,
        Architecture = "x86_64",
    });

    public Task<DatabaseReading> ReadDatabaseAsync(HostSurvey host, string workDirectory, ReadingDepth depth, CancellationToken cancellationToken)
    {
        At("read");
        Assert.True(Directory.Exists(workDirectory));
        if (Unread is { } finding)
        {
            return Task.FromResult(new DatabaseReading { Condition = host.Database, Findings = [finding] });
        }

        var text = File.Exists(Records) ? File.ReadAllText(Records) : Fresh;
        return Task.FromResult(new DatabaseReading
        {
            Condition = host.Database,
            Source = !File.Exists(Records) ? DatabaseSource.FreshTemplate : Running ? DatabaseSource.Daemon : DatabaseSource.StoppedDaemon,
            SchemaVersion = 73,
            Fingerprint = Fingerprint(text),
            CopyFile = CopyOfRestored(workDirectory),
            Contents = depth != ReadingDepth.Everything ? DatabaseContents.Nothing : new DatabaseContents
            {
                Pools = [.. Names(text, "POOL").Select(name => new PoolRecord(1, name, "dir", "", Recover.Core.Backups.ConfigMaps.Empty))],
                Instances = [.. Names(text, "INSTANCE").Select(name => new InstanceRecord(1, "default", name, false, null, []))],
            },
        });
    }

    public ImmutableArray<string> CheckPlan(RecoveryPlan plan, DatabaseReading database) => Fits ? [] : ["not what its records give"];

    public Task<RunRehearsal> RehearseAsync(RecoveryPlan plan, DatabaseReading database, CancellationToken cancellationToken) =>
        Task.FromResult(new RunRehearsal(plan.Statements.Length, RehearsalProblems));

    public Task<ImmutableDictionary<string, string>> ReadSecretsAsync(RecoveryPlan plan, CancellationToken cancellationToken) => Task.FromResult(Secrets);

    public async IAsyncEnumerable<FoundBackupFile> ReadBackupFilesAsync(
        RecoveryPlan plan, HostSurvey host, DatabaseReading database, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(Incus.Root, "storage-pools/default/containers/c1/backup.yaml");
        At("saving");
        yield return new FoundBackupFile("default", VolumeType.Container, "c1", await File.ReadAllBytesAsync(file, cancellationToken));
        foreach (var unreadable in Unreadable)
        {
            yield return unreadable;
        }
    }

    public async Task<Verification> VerifyAsync(RecoveryPlan plan, HostSurvey host, string workDirectory, CancellationToken cancellationToken)
    {
        var database = await ReadDatabaseAsync(host, workDirectory, ReadingDepth.Everything, cancellationToken);
        return SpoilVerification
            ? throw new IOException("the daemon went away")
            : new Verification(database.Contents.Instances.Length, [], DateTimeOffset.UnixEpoch);
    }

    /// <summary>The plan that brings c1 back to this host as it is now.</summary>
    public RecoveryPlan Plan(params ImmutableArray<string> statements)
    {
        var missing = !File.Exists(Records);
        return new RecoveryPlan
        {
            Id = "00000000000000000000000000000001",
            CreatedAt = DateTimeOffset.UnixEpoch,
            HostName = HostName,
            IncusDirectory = Incus.Root,
            SchemaVersion = 73,
            DatabaseFingerprint = Fingerprint(missing ? Fresh : File.ReadAllText(Records)),
            CreatesDatabase = missing,
            Create = new PlannedRecords
            {
                Instances =
                [
                    new PlannedInstance { Pool = "default", Project = "default", Name = "c1", IsVirtualMachine = false, Architecture = "x86_64", From = "its file" },
                ],
            },
            Links =
            [
                new PlannedLink(PlannedLinkKind.Directory, Path.Combine(Incus.Root, "containers-snapshots"), null, 0x1C0),
                new PlannedLink(PlannedLinkKind.Link, Path.Combine(Incus.Root, "containers/c1"), Path.Combine(Incus.Root, "storage-pools/default/containers/c1"), 0),
            ],
            Statements = statements.IsEmpty ? ["INSTANCE c1"] : statements,
        };
    }

    /// <summary>Every path below the Incus directory with its mode, and its content or target: what a person would compare.</summary>
    public ImmutableSortedDictionary<string, string> Tree() => Directory
        .EnumerateFileSystemEntries(Incus.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .ToImmutableSortedDictionary(
            path => Path.GetRelativePath(Incus.Root, path),
            path => new FileInfo(path).LinkTarget is { } target ? $"-> {target}"
                : Directory.Exists(path) ? $"{File.GetUnixFileMode(path)}"
                : $"{File.GetUnixFileMode(path)} {File.ReadAllText(path)}",
            StringComparer.Ordinal);

    public void Dispose() => _top.Delete(recursive: true);

    private static IEnumerable<string> Names(string records, string kind) => records
        .Split('\n')
        .Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal))
        .Select(line => line[(kind.Length + 1)..]);

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string? CopyOfRestored(string workDirectory)
    {
        if (!File.Exists(Restored))
        {
            return null;
        }

        var copy = Path.Combine(workDirectory, "restored.sqlite");
        File.Copy(Restored, copy);
        return copy;
    }

    /// <summary>As the daemon does it: the whole patch in one transaction, on a database without a table.</summary>
    private void BootFromTables()
    {
        if (Directory.EnumerateFileSystemEntries(Incus.GlobalDatabase).Any() || FailTables)
        {
            throw new DaemonControlException("The daemon did not become ready.", StartCommand, "table already exists");
        }

        using (var connection = new SqliteConnection($"Data Source={Restored};Pooling=False;Foreign Keys=True"))
        {
            connection.Open();
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.CommandText = File.ReadAllText(Incus.GlobalPatch);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
            transaction.Commit();
        }

        File.Delete(Incus.GlobalPatch);
        PatchesApplied++;
        Running = true;
    }

    private void Boot()
    {
        if (File.Exists(Restored))
        {
            Running = true;
            return;
        }

        if (File.Exists(Incus.GlobalPatch) && File.ReadAllText(Incus.GlobalPatch).StartsWith("CREATE TABLE", StringComparison.Ordinal))
        {
            BootFromTables();
            return;
        }

        if (!File.Exists(Records))
        {
            Add("database/global/records", Fresh);
            Directory.Delete(Incus.Images, recursive: true);
            Directory.CreateDirectory(Incus.Images);
        }

        if (File.Exists(Incus.GlobalPatch))
        {
            var statements = File.ReadAllText(Incus.GlobalPatch).Split(";\n", StringSplitOptions.RemoveEmptyEntries);
            var present = File.ReadAllLines(Records);
            if (statements.FirstOrDefault(statement => statement.StartsWith("FAIL", StringComparison.Ordinal) || present.Contains(statement)) is { } bad)
            {
                throw new DaemonControlException("The daemon did not become ready.", StartCommand, $"failed to execute queries: {bad}");
            }

            File.AppendAllLines(Records, statements);
            File.Delete(Incus.GlobalPatch);
            PatchesApplied++;
        }

        Running = true;
    }
}

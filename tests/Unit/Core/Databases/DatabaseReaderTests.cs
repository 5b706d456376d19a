using System.Text;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases;

public sealed class DatabaseReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Read_FromRunningDaemon_TellsItsRecords()
    {
        var reading = await ReadAsync(DatabaseCondition.Served, CapturedDump.Read("original"));

        Assert.Equal(DatabaseSource.Daemon, reading.Source);
        Assert.Equal(73, reading.SchemaVersion);
        Assert.Empty(reading.Findings);
        var contents = reading.Contents;
        Assert.Equal(1, contents.NodeCount);
        Assert.Equal(("local", "dir"), (Assert.Single(contents.Pools).Name, contents.Pools[0].Driver));
        Assert.Equal("/var/lib/incus/storage-pools/local", contents.Pools[0].Config["source"]);
        Assert.Equal(["c1", "c0"], contents.Instances.Select(instance => instance.Name));
        Assert.Equal("a88cf76a-4335-40fb-803d-534afdc50adf", contents.Instances[0].Uuid);
        Assert.Equal(["snap0", "snap1"], contents.Instances[0].Snapshots);
        Assert.Equal("br0", contents.Profiles[0].Devices["eth0"]["network"]);
        Assert.Equal("128MiB", contents.Profiles[1].Config["limits.memory"]);
        Assert.Equal("10.77.0.1/24", Assert.Single(contents.Networks).Config["ipv4.address"]);
        Assert.Contains(contents.Volumes, volume => volume is { Name: "data1", Type: VolumeType.Custom, Snapshots: ["vs0"] });
        Assert.True(contents.Projects[0].HasFeature("profiles"));
    }

    [Fact]
    public async Task Read_HighestIds_CountDeletedRowsAndVolumesWithTheirSnapshots()
    {
        var reading = await ReadAsync(DatabaseCondition.Served, CapturedDump.Read("original"));

        Assert.Equal(66, reading.Contents.HighestIds["instances_config"]);
        Assert.Equal(8, reading.Contents.HighestIds["storage_volumes"]);
        Assert.Equal(0, reading.Contents.HighestIds["storage_buckets"]);
    }

    [Fact]
    public async Task Read_CleanlyStopped_ReadsFileAndLogOnACopy()
    {
        var incus = new IncusDirectory(_directory.Root);
        Directory.CreateDirectory(incus.GlobalDatabase);
        var file = Path.Combine(incus.GlobalDatabase, "db.bin");
        await DatabaseFile.CreateAsync(file, CapturedDump.Read("stopped"), TestContext.Current.CancellationToken);
        var (main, log) = LeaveLastWriteInLog(file);

        var reading = await ReadAsync(DatabaseCondition.StoppedCleanly, "");

        Assert.Equal(DatabaseSource.StoppedDaemon, reading.Source);
        Assert.Contains(reading.Contents.Projects, project => project.Name == "in-the-log");
        Assert.Equal(main, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(log, await File.ReadAllBytesAsync($"{file}-wal", TestContext.Current.CancellationToken));
        Assert.False(File.Exists($"{reading.CopyFile}-wal"));
    }

    [Theory]
    [InlineData("6.0.4", 73)]
    [InlineData("7.0.2", 77)]
    public async Task Read_Missing_StandsInWhatThisVersionMakes(string version, int schema)
    {
        var reading = await ReadAsync(DatabaseCondition.Missing, "", version);

        Assert.Equal((DatabaseSource.FreshTemplate, schema), (reading.Source, reading.SchemaVersion));
        Assert.Equal(FindingCode.DatabaseMissing, Assert.Single(reading.Findings).Code);
        Assert.Equal("default", Assert.Single(reading.Contents.Profiles).Name);
        Assert.Empty(reading.Contents.Pools);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("7.2")]
    [InlineData("6.1")]
    public async Task Read_MissingUnderUnknownVersion_SaysThatTheFormatIsUnknown(string? version)
    {
        var reading = await ReadAsync(DatabaseCondition.Missing, "", version);

        Assert.Null(reading.Source);
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCode.DatabaseSchemaUnknown);
    }

    [Theory]
    [InlineData(DamagedDirectory.Killed, DatabaseCondition.StoppedUncleanly, 82)]
    [InlineData(DamagedDirectory.WithSnapshot, DatabaseCondition.StoppedCleanly, 10)]
    [InlineData("open-torn-tail", DatabaseCondition.StoppedUncleanly, 81)]
    public async Task Read_Stopped_ReadsTheLog(string name, DatabaseCondition condition, int profiles)
    {
        RaftCase.Unpack(name, _directory);

        var reading = await ReadAsync(condition, "");

        Assert.Equal(DatabaseSource.Log, reading.Source);
        Assert.Equal(73, reading.SchemaVersion);
        Assert.Equal(profiles, reading.Contents.Profiles.Length);
        Assert.NotEmpty(reading.Fingerprint);
        Assert.Empty(reading.Findings);
    }

    [Fact]
    public async Task Read_StoppedCleanly_TheLogSaysWhatTheDumpSays()
    {
        RaftCase.Unpack(DamagedDirectory.WithSnapshot, _directory);
        var log = await ReadAsync(DatabaseCondition.StoppedCleanly, "");
        foreach (var file in Directory.GetFiles(_directory.At("database", "global")).Where(file => !Path.GetFileName(file).StartsWith("db.bin", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        var dump = await ReadAsync(DatabaseCondition.StoppedCleanly, "");

        Assert.Equal(DatabaseSource.StoppedDaemon, dump.Source);
        Assert.Equal(dump.Fingerprint, log.Fingerprint);
    }

    [Theory]
    [InlineData("open-bad-data-checksum", 40, true)]
    [InlineData("newest-snapshot-meta-bad", 12, false)]
    public async Task Read_DamagedLog_ReadsWhatIsGoodAndSaysWhetherItMatters(string name, int profiles, bool matters)
    {
        RaftCase.Unpack(name, _directory);

        var reading = await ReadAsync(DatabaseCondition.StoppedUncleanly, "");

        Assert.Equal(profiles, reading.Contents.Profiles.Length);
        Assert.Equal(FindingCode.DatabaseDamaged, Assert.Single(reading.Findings).Code);
        Assert.Equal(matters, reading.Damage is not null);
    }

    [Fact]
    public async Task Read_NothingReadable_IsAFindingAndLeavesNoFile()
    {
        Directory.CreateDirectory(_directory.At("database", "global"));
        File.WriteAllBytes(_directory.At("database", "global", "open-1"), [1, 2, 3]);

        var reading = await ReadAsync(DatabaseCondition.StoppedUncleanly, "");

        Assert.Null(reading.Source);
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCode.DatabaseUnreadable);
        Assert.Empty(Directory.GetFiles(_directory.Root));
    }

    [Fact]
    public async Task Read_DumpThatIsCut_IsAFindingAndLeavesNoFile()
    {
        var dump = CapturedDump.Read("original");

        var reading = await ReadAsync(DatabaseCondition.Served, dump[..(dump.Length / 2)]);

        Assert.Equal(FindingCode.DatabaseUnreadable, Assert.Single(reading.Findings).Code);
        Assert.NotNull(reading.Findings[0].Raw);
        Assert.Empty(Directory.GetFiles(_directory.Root, "database-*"));
    }

    [Fact]
    public async Task Read_ColumnThatDemandsAValue_IsAnUnknownSchema()
    {
        var dump = CapturedDump.Read("fresh").Replace("CREATE TABLE IF NOT EXISTS \"instances\" (", "CREATE TABLE IF NOT EXISTS \"instances\" ( shape TEXT NOT NULL, ");

        var reading = await ReadAsync(DatabaseCondition.Served, dump);

        var finding = Assert.Single(reading.Findings);
        Assert.Equal(FindingCode.DatabaseSchemaUnknown, finding.Code);
        Assert.Equal(["73", "instances.shape"], finding.Arguments);
        Assert.Null(reading.Source);
    }

    [Fact]
    public async Task Read_MoreThanOneNode_IsACluster()
    {
        var dump = CapturedDump.Read("fresh").Replace("COMMIT;", "INSERT INTO nodes VALUES(2,'two','','10.0.0.2:8443',73,450,'2026-11-22 19:18:39+00:00',0,2,NULL);COMMIT;");

        var reading = await ReadAsync(DatabaseCondition.Served, dump);

        Assert.Equal(FindingCode.DatabaseClustered, Assert.Single(reading.Findings).Code);
        Assert.Equal(2, reading.Contents.NodeCount);
    }

    [Fact]
    public async Task Read_DaemonThatDoesNotAnswer_IsAFinding()
    {
        var reader = new DatabaseReader((_, _) => throw new IOException("connection refused"));

        var reading = await reader.ReadAsync(
            Host(DatabaseCondition.Served, null), _directory.Root, ReadingDepth.Everything, TestContext.Current.CancellationToken);

        Assert.Equal("connection refused", Assert.Single(reading.Findings).Raw);
    }

    [Fact]
    public async Task Read_LessDeep_LeavesOutWhatNobodyLooksAt()
    {
        var dump = CapturedDump.Read("original");
        var everything = await ReadAsync(DatabaseCondition.Served, dump);

        var fingerprint = await ReadAsync(DatabaseCondition.Served, dump, depth: ReadingDepth.Fingerprint);
        var copy = await ReadAsync(DatabaseCondition.Served, dump, depth: ReadingDepth.Copy);

        Assert.NotEmpty(everything.Contents.Instances);
        Assert.Equal((everything.Fingerprint, DatabaseSource.Daemon), (fingerprint.Fingerprint, fingerprint.Source));
        Assert.Same(DatabaseContents.Nothing, fingerprint.Contents);
        Assert.Equal(("", everything.SchemaVersion), (copy.Fingerprint, copy.SchemaVersion));
        Assert.Equal(Facts(everything.CopyFile!), Facts(copy.CopyFile!));
    }

    private static List<string> Facts(string copy)
    {
        var facts = new List<string>();
        RecordFacts.Read(copy, (record, field, value) => facts.Add($"{record} {field} {value}"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(facts);
        return facts;
    }

    private static (byte[] Main, byte[] Log) LeaveLastWriteInLog(string file)
    {
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; INSERT INTO projects (name, description) VALUES ('in-the-log', '');";
            command.ExecuteNonQuery();
            File.Copy(file, $"{file}.kept");
            File.Copy($"{file}-wal", $"{file}-wal.kept");
        }

        File.Move($"{file}.kept", file, overwrite: true);
        File.Move($"{file}-wal.kept", $"{file}-wal");
        File.Delete($"{file}-shm");
        return (File.ReadAllBytes(file), File.ReadAllBytes($"{file}-wal"));
    }

    private Task<DatabaseReading> ReadAsync(
        DatabaseCondition condition, string dump, string? version = "6.0.4", ReadingDepth depth = ReadingDepth.Everything) =>
        new DatabaseReader((_, _) => Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(dump)))
            .ReadAsync(Host(condition, version), _directory.Root, depth, TestContext.Current.CancellationToken);

    private HostSurvey Host(DatabaseCondition condition, string? version) => new()
    {
        Directory = new IncusDirectory(_directory.Root),
        HostName = "host",
        Version = version,
        Daemon = DaemonState.Stopped,
        Control = DaemonControlKind.Operator,
        Database = condition,
        Architecture = "x86_64",
    };
}

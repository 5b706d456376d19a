using Recover.Core.Databases;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class BackupFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Read_PlacesThatCannotBeRead_AreToldAndTheOthersRead()
    {
        Add("containers/c1", "container: c1");
        Directory.CreateDirectory(Path.Combine(_directory.Root, "containers/c2/backup.yaml"));
        Directory.CreateDirectory(Path.Combine(_directory.Root, "containers/c3"));
        Add("virtual-machines/v1", "container: v1");
        var found = await ReadAsync("dir", TestContext.Current.CancellationToken);
        Assert.Equal(
            [(VolumeType.Container, "c1", true), (VolumeType.Container, "c2", false), (VolumeType.VirtualMachine, "v1", true)],
            found.Select(file => (file.Type, file.StoredName, file.Content is not null)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Read_PoolThatCannotBeOpened_IsToldOnce()
    {
        var found = await ReadAsync("nothing-known", TestContext.Current.CancellationToken);
        Assert.Equal(("", true), (Assert.Single(found).StoredName, found[0].Content is null));
    }

    private async Task<List<FoundBackupFile>> ReadAsync(string driver, CancellationToken cancellationToken)
    {
        var plan = new RecoveryPlan
        {
            Id = "00000000000000000000000000000001",
            CreatedAt = DateTimeOffset.UnixEpoch,
            HostName = "host",
            IncusDirectory = _directory.Root,
            SchemaVersion = 73,
            DatabaseFingerprint = "",
            CreatesDatabase = false,
            Create = new PlannedRecords
            {
                Pools =
                [
                    new PlannedPool("local", driver, "", Recover.Core.Backups.ConfigMaps.Empty.Add("source", _directory.Root), "its place"),
                ],
            },
        };
        var database = new DatabaseReading { Condition = Recover.Core.Hosts.DatabaseCondition.Missing };
        var files = new BackupFiles(new StorageDrivers([new DirDriver()]));
        var found = new List<FoundBackupFile>();
        await foreach (var file in files.ReadAsync(plan, TestSurvey.Of(_directory.Root), database, cancellationToken))
        {
            found.Add(file);
        }

        return found;
    }

    private void Add(string instance, string content)
    {
        var place = Directory.CreateDirectory(Path.Combine(_directory.Root, instance)).FullName;
        File.WriteAllText(Path.Combine(place, "backup.yaml"), content);
    }
}

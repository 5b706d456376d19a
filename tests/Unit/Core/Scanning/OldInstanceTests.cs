using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>An earlier state of the database that is newer than a backup file says what the instance is.</summary>
public sealed class OldInstanceTests : IDisposable
{
    private readonly LostPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Scan_NewerDatabase_GoesBeforeTheBackupFile()
    {
        _pool.AddContainer("c1", "snap0", "snap1");
        var old = Old(await FileAsync(), DateTimeOffset.UtcNow.AddHours(1));

        var volume = await ScanAsync(old);

        Assert.Equal("newer", volume.Backup!.Instance!.Config["user.state"]);
        Assert.Equal(CandidateTexts.OldDatabase(old), volume.KnownFrom);
        Assert.NotNull(volume.Backup.Profiles);
        Assert.Contains(volume.Findings, finding => finding.Code == FindingCode.InstanceFromOldDatabase);
        Assert.Equal(VolumeState.Recoverable, volume.State);
    }

    [Fact]
    public async Task Scan_OlderDatabase_LeavesTheBackupFileAlone()
    {
        _pool.AddContainer("c1", "snap0", "snap1");

        var volume = await ScanAsync(Old(await FileAsync(), DateTimeOffset.UnixEpoch));

        Assert.False(volume.Backup!.Instance!.Config.ContainsKey("user.state"));
        Assert.Null(volume.KnownFrom);
    }

    [Fact]
    public async Task Scan_AnotherInstanceOfThatName_IsNotTakenForIt()
    {
        _pool.AddContainer("c1", "snap0", "snap1");
        var file = await FileAsync();
        var other = file with { Instance = file.Instance! with { Config = file.Instance.Config.SetItem("volatile.uuid", "another") } };

        Assert.Null((await ScanAsync(Old(other, DateTimeOffset.UtcNow.AddHours(1)))).KnownFrom);
    }

    [Fact]
    public async Task Scan_BackupFileLost_ComesBackFromTheDatabase()
    {
        _pool.AddContainer("c1", "snap0", "snap1");
        var old = Old(await FileAsync(), DateTimeOffset.UnixEpoch);
        _pool.LoseBackups("c1");

        var volume = await ScanAsync(old);

        Assert.Equal(VolumeState.Recoverable, volume.State);
        Assert.Equal(CandidateTexts.OldDatabase(old), volume.KnownFrom);
        Assert.Contains(volume.Findings, finding => finding.Code == FindingCode.BackupFileMissing);
    }

    private static OldDatabase Old(BackupFile file, DateTimeOffset writtenAt) => new()
    {
        Directory = "global.bak",
        Source = CandidateSource.Raft,
        WrittenAt = writtenAt,
        Contents = DatabaseContents.Nothing,
        Instances =
        [
            new RecordedInstance("local", "default", "c1", false, file with
            {
                Instance = file.Instance! with { Config = file.Instance.Config.SetItem("user.state", "newer") },
                Profiles = null,
                Pool = null,
                ModifiedAt = writtenAt,
            }),
        ],
    };

    private async Task<BackupFile> FileAsync() =>
        BackupFileReader.Read(await File.ReadAllBytesAsync(_pool.BackupFileOf("c1"), TestContext.Current.CancellationToken), DateTimeOffset.UnixEpoch).File!;

    private async Task<ScannedVolume> ScanAsync(OldDatabase old)
    {
        var request = _pool.Request();
        var inventory = await LostPool.ScanAsync(request with { Database = request.Database with { Old = ImmutableArray.Create(old) } }, _ => { });
        return Assert.Single(inventory.Volumes);
    }
}

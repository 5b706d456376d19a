using Recover.Core.Databases;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

public sealed class BucketProjectsTests
{
    private static readonly StoredVolume Bucket = new()
    {
        Type = VolumeType.Bucket,
        StoredName = "photos",
        Project = "",
        IsProjectTold = false,
        Name = "photos",
        ContentType = ContentType.Filesystem,
    };

    [Fact]
    public void Place_BucketOfTheDatabase_BelongsToItsProject() =>
        Assert.Equal(("shop", 0), Placed(Reading(Known("cephobject"), [])));

    [Fact]
    public void Place_BucketOfAnEarlierDatabase_BelongsToItsProjectThere() =>
        Assert.Equal(("shop", 0), Placed(Reading(new DatabaseContents(), [Known("cephobject")])));

    [Fact]
    public void Place_BucketThatNobodyKnows_GoesToTheDefaultProjectAndSaysSo()
    {
        var placed = new BucketProjects(Reading(new DatabaseContents(), [])).Place(Bucket);

        Assert.Equal("default", placed.Project);
        Assert.Equal(FindingCode.BucketProjectUnknown, Assert.Single(placed.Findings).Code);
    }

    // A bucket of one member's directory has a name of its own there.
    [Fact]
    public void Place_BucketOfTheSameNameOnALocalPool_SaysNothing() =>
        Assert.Equal(("default", 1), Placed(Reading(Known("dir"), [])));

    [Fact]
    public void Place_VolumeThatTellsItsProject_StaysAsItIs()
    {
        var told = Bucket with { IsProjectTold = true, Project = "web" };

        Assert.Same(told, new BucketProjects(Reading(Known("cephobject"), [])).Place(told));
    }

    private static (string Project, int Findings) Placed(DatabaseReading reading)
    {
        var placed = new BucketProjects(reading).Place(Bucket);
        return (placed.Project, placed.Findings.Length);
    }

    private static DatabaseContents Known(string driver) => new()
    {
        Pools = [new PoolRecord(1, "objects", driver, "", Recover.Core.Backups.ConfigMaps.Empty)],
        Buckets = [new BucketRecord(1, "objects", "shop", "photos")],
    };

    private static DatabaseReading Reading(DatabaseContents contents, DatabaseContents[] old) => new()
    {
        Condition = DatabaseCondition.Missing,
        Contents = contents,
        Old = [.. old.Select(state => new OldDatabase { Source = CandidateSource.Raft, Directory = "global.bak", WrittenAt = DateTimeOffset.UnixEpoch, Contents = state })],
    };
}

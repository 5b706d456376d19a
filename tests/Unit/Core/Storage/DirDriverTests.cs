using Recover.Core.Findings;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class DirDriverTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly DirDriver _driver = new();

    private PoolDefinition Pool => new() { Name = "one", Driver = "dir", Source = _place.At("pool"), Origin = PoolOrigin.Typed };

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task ListAsync_EveryKindOfVolume_IsTold()
    {
        _place.Folder("pool", "containers", "web1", "rootfs");
        _place.Folder("pool", "containers", "shop_web2");
        _place.Folder("pool", "containers-snapshots", "web1", "s1");
        _place.Folder("pool", "containers-snapshots", "web1", "s0");
        _place.Write("12345", "pool", "virtual-machines", "vm1", "root.img");
        _place.Folder("pool", "custom", "default_files");
        _place.Write("123", "pool", "custom", "shop_disk_1", "root.img");
        _place.Write("1234", "pool", "custom", "default_cd.iso", "root.img");
        _place.Folder("pool", "custom", "default_not.iso");
        _place.Folder("pool", "buckets", "default_b1");
        _place.Folder("pool", "images", "0123456789abcdef");

        var volumes = await ListAsync();

        Assert.Equal(
            [
                (VolumeType.Container, "shop", "web2", ContentType.Filesystem, null),
                (VolumeType.Container, "default", "web1", ContentType.Filesystem, null),
                (VolumeType.VirtualMachine, "default", "vm1", ContentType.Block, 5L),
                (VolumeType.Custom, "default", "cd", ContentType.Iso, 4L),
                (VolumeType.Custom, "default", "files", ContentType.Filesystem, null),
                (VolumeType.Custom, "default", "not.iso", ContentType.Filesystem, null),
                (VolumeType.Custom, "shop", "disk_1", ContentType.Block, 3L),
                (VolumeType.Bucket, "default", "b1", ContentType.Filesystem, (long?)null),
            ],
            volumes.Select(volume => (volume.Type, volume.Project, volume.Name, volume.ContentType, volume.SizeBytes)));
        Assert.All(volumes, volume => Assert.Empty(volume.Findings));
        var web1 = volumes.Single(volume => volume.Name == "web1");
        Assert.Equal(["s0", "s1"], web1.Snapshots.Select(snapshot => snapshot.Name));
        Assert.All(web1.Snapshots, snapshot => Assert.True(Directory.Exists(snapshot.Path)));
        Assert.All(volumes, volume => Assert.True(Directory.Exists(volume.Path)));
        Assert.Equal("default_cd", volumes.Single(volume => volume.ContentType == ContentType.Iso).StoredName);
    }

    [Fact]
    public async Task ListAsync_SnapshotsOfImages_HaveTheSizeTheyHadThen()
    {
        _place.Write("12345", "pool", "custom", "default_disk", "root.img");
        _place.Write("123", "pool", "custom-snapshots", "default_disk", "s0", "root.img");
        _place.Folder("pool", "custom-snapshots", "default_disk", "s1");
        _place.Folder("pool", "custom", "default_files");
        _place.Write("123", "pool", "custom-snapshots", "default_files", "s0", "root.img");

        var volumes = await ListAsync();

        Assert.Equal([3L, null], volumes.Single(volume => volume.Name == "disk").Snapshots.Select(snapshot => snapshot.SizeBytes));
        Assert.Null(Assert.Single(volumes.Single(volume => volume.Name == "files").Snapshots).SizeBytes);
    }

    [Fact]
    public async Task ListAsync_Volume_HasItsOwnerAndBirth()
    {
        var path = _place.Folder("pool", "custom", "default_files");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.SetGroup);

        var volume = Assert.Single(await ListAsync());

        Assert.Equal(Convert.ToInt32("2500", 8), volume.Owner!.Mode);
        Assert.Equal(Environment.IsPrivilegedProcess, volume.Owner.UserId == 0);
        Assert.True(volume.CreatedAt is not { } born || born.ToDateTimeOffset() <= Directory.GetLastWriteTimeUtc(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task ListAsync_WhatIsNoVolume_IsAFindingAndTheOthersGoOn()
    {
        _place.Folder("pool", "containers", "good");
        _place.Write("hello", "pool", "containers", "README");
        Directory.CreateSymbolicLink(_place.At("pool", "containers", "link"), "/etc");
        _place.Folder("pool", "containers", "bad name");
        _place.Folder("pool", "custom", "lost+found");
        _place.Folder("pool", "virtual-machines", "vm1");

        var volumes = await ListAsync();

        Assert.Equal(
            [
                ("README", FindingCode.StrayEntry), ("bad name", FindingCode.VolumeNameInvalid), ("link", FindingCode.VolumeIsLink),
                ("vm1", FindingCode.DiskImageMissing), ("lost+found", FindingCode.VolumeNameInvalid),
            ],
            volumes.Where(volume => volume.StoredName != "good").Select(volume => (volume.StoredName, volume.Findings.Single().Code)));
        Assert.Empty(volumes.Single(volume => volume.StoredName == "good").Findings);
        Assert.Equal("", volumes.Single(volume => volume.StoredName == "lost+found").Project);
        Assert.Null(volumes.Single(volume => volume.StoredName == "link").Owner);
    }

    [Fact]
    public async Task ListAsync_NameThatIsNoText_IsAFinding()
    {
        _place.Folder("pool", "containers");
        await ShellAsync("mkdir \"$1/$(printf 'a\\377b')\"");

        var volumes = await ListAsync();

        // .NET can't name it to remove it either.
        await ShellAsync("rm -r \"$1\"");
        Assert.Equal(FindingCode.VolumeNameInvalid, Assert.Single(Assert.Single(volumes).Findings).Code);
    }

    [Fact]
    public async Task ListAsync_TypeDirectoryIsALink_IsNotFollowed()
    {
        _place.Folder("elsewhere", "secret");
        _place.Folder("pool", "custom", "default_good");
        Directory.CreateSymbolicLink(_place.At("pool", "containers"), _place.At("elsewhere"));

        var volumes = await ListAsync();

        Assert.Equal([("containers", (FindingCode?)FindingCode.VolumeIsLink), ("default_good", null)],
            volumes.Select(volume => (volume.StoredName, volume.Findings.FirstOrDefault()?.Code)));
    }

    [Fact]
    public async Task ListAsync_OddSnapshots_AreFindingsOfTheirVolume()
    {
        _place.Folder("pool", "containers", "web1");
        _place.Folder("pool", "containers-snapshots", "web1", "good");
        _place.Folder("pool", "containers-snapshots", "web1", "bad name");
        _place.Write("x", "pool", "containers-snapshots", "web1", "file");
        Directory.CreateSymbolicLink(_place.At("pool", "containers-snapshots", "web1", "link"), "/etc");

        var volume = Assert.Single(await ListAsync());

        Assert.Equal(["good"], volume.Snapshots.Select(snapshot => snapshot.Name));
        Assert.Equal(
            [FindingCode.VolumeNameInvalid, FindingCode.StrayEntry, FindingCode.StrayEntry], volume.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task ListAsync_SnapshotsOfAVolumeThatIsGone_AreNamedUnlessEmpty()
    {
        _place.Folder("pool", "containers");
        _place.Folder("pool", "containers-snapshots", "gone", "s0");
        _place.Folder("pool", "containers-snapshots", "empty");

        var volume = Assert.Single(await ListAsync());

        var finding = Assert.Single(volume.Findings);
        Assert.Equal(("gone", FindingCode.OnlySnapshotsLeft, "s0", false), (volume.StoredName, finding.Code, finding.Arguments[0], volume.IsStray));
    }

    [Fact]
    public async Task ListAsync_ThousandVolumes_ListsAll()
    {
        for (var number = 0; number < 1000; number++)
        {
            _place.Folder("pool", "containers", $"c{number}");
        }

        Assert.Equal(1000, (await ListAsync()).Count);
    }

    [Fact]
    public async Task OpenAsync_SourceMissing_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<PoolUnreadableException>(() =>
            _driver.OpenAsync(Pool, TestSurvey.Of(_place.Root), TestContext.Current.CancellationToken));

        Assert.Equal(FindingCode.PoolSourceMissing, failure.Finding.Code);
    }

    [Fact]
    public async Task OpenAsync_NoSource_TakesIncusOwnPlace()
    {
        _place.Folder("storage-pools", "one", "containers", "web1");

        await using var open = await _driver.OpenAsync(
            Pool with { Source = "" }, TestSurvey.Of(_place.Root), TestContext.Current.CancellationToken);

        Assert.Equal(_place.At("storage-pools", "one"), open.MountedAt);
    }

    [Fact]
    public void Check_GoodPool_FindsNothing()
    {
        _place.Folder("pool");
        var config = Pool.Config.Add("rsync.bwlimit", "1").Add("volume.size", "1GiB").Add("user.note", "x");

        Assert.Empty(_driver.Check(Pool with { Config = config }, TestSurvey.Of(_place.Root)));
    }

    [Fact]
    public void Check_ManyMistakes_FindsAll()
    {
        var pool = Pool with { Name = "a/b", Source = "relative", Config = Pool.Config.Add("zfs.pool_name", "x").Add("user.", "x") };

        Assert.Equal(
            [FindingCode.PoolNameInvalid, FindingCode.PoolKeyUnknown, FindingCode.PoolKeyUnknown, FindingCode.PoolSourceUnfit],
            _driver.Check(pool, TestSurvey.Of(_place.Root)).Select(finding => finding.Code));
    }

    [Fact]
    public void Check_SourceIsAFile_IsUnfit()
    {
        _place.Write("x", "pool");

        Assert.Equal(FindingCode.PoolSourceUnfit, Assert.Single(_driver.Check(Pool, TestSurvey.Of(_place.Root))).Code);
    }

    [Fact]
    public void Check_NoSourceAndNoPlace_AsksForOne() => Assert.Equal(
        FindingCode.PoolSourceNeeded, Assert.Single(_driver.Check(Pool with { Source = "" }, TestSurvey.Of(_place.Root))).Code);

    private async Task ShellAsync(string line)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", line, "sh", _place.At("pool", "containers")]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<StoredVolume>> ListAsync()
    {
        await using var open = await _driver.OpenAsync(Pool, TestSurvey.Of(_place.Root), TestContext.Current.CancellationToken);
        return await open.ListAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}

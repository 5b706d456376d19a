using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

[Trait("Needs", "Root")]
public sealed class BtrfsDriverTests : IDisposable
{
    private const int HardLimit = 120_000;
    private readonly TemporaryDirectory _data = new();

    private DataDirectory Data => new(_data.Root);

    private BtrfsDriver Driver => new(new LookLedger(Data, BtrfsImage.Commands));

    public void Dispose() => _data.Dispose();

    [Fact(Timeout = HardLimit)]
    public async Task OpenAndList_LoopFile_ReadsItAndChangesNoByte()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.FillAsync();
        await image.UnmountAsync();
        var before = BtrfsImage.HashOf(image.File);

        var volumes = await ListAsync(image, image.File);

        Assert.Equal([(VolumeType.Container, "web1"), (VolumeType.Custom, "data")], volumes.Select(volume => (volume.Type, volume.Name)));
        var snapshot = Assert.Single(volumes[0].Snapshots);
        Assert.Equal("s0", snapshot.Name);
        Assert.True(snapshot.CreatedAt > volumes[0].CreatedAt, $"{snapshot.CreatedAt} after {volumes[0].CreatedAt}");
        Assert.Equal(before, BtrfsImage.HashOf(image.File));
        AssertNothingIsLeft(image.File);
    }

    [Fact(Timeout = HardLimit)]
    public async Task OpenAndList_NotUnmountedCleanly_ChangesNoByte()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.FillAsync();
        await BtrfsImage.RunAsync("sync", "--file-system", image.MountPoint);
        await BtrfsImage.RunAsync("dd", "if=/dev/urandom", $"of={image.MountPoint}/containers/web1/late", "bs=64K", "count=4", "conv=fsync");
        var copy = Path.Combine(image.Root, "copy.img");
        await BtrfsImage.RunAsync("cp", "--sparse=always", image.File, copy);
        await image.UnmountAsync();
        File.Delete(image.File);
        var before = BtrfsImage.HashOf(copy);
        Assert.NotEqual(0, BitConverter.ToInt64(await ReadAsync(copy, 0x10000 + 0x60, 8)));

        var volumes = await ListAsync(image, copy);

        Assert.Equal(["web1", "data"], volumes.Select(volume => volume.Name));
        Assert.Equal(before, BtrfsImage.HashOf(copy));
        AssertNothingIsLeft(copy);
    }

    [Fact(Timeout = HardLimit)]
    public async Task OpenAsync_DamagedFileSystem_IsUnreadableAndLeavesNothing()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.UnmountAsync();
        await using (var stream = File.OpenWrite(image.File))
        {
            stream.Position = 0x10000 + 0x400;
            stream.Write(new byte[256]);
        }

        var failure = await Assert.ThrowsAsync<PoolUnreadableException>(() => ListAsync(image, image.File));

        Assert.Equal(FindingCode.PoolUnreadable, failure.Finding.Code);
        Assert.Contains("mount", failure.Finding.Raw);
        AssertNothingIsLeft(image.File);
    }

    [Fact(Timeout = HardLimit)]
    public async Task OpenAsync_Cancelled_LeavesNothing()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.UnmountAsync();
        using var giveUp = new CancellationTokenSource();
        var commands = new Commands.FakeCommandRunner().On("mount -t btrfs", async command =>
        {
            await giveUp.CancelAsync();
            throw new OperationCanceledException(giveUp.Token);
        }).On("", command => BtrfsImage.Commands.RunAsync(command, CancellationToken.None));
        var driver = new BtrfsDriver(new LookLedger(Data, commands));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            driver.OpenAsync(Pool(image.File), TestSurvey.Of(image.Root), giveUp.Token));

        AssertNothingIsLeft(image.File);
    }

    [Fact(Timeout = HardLimit)]
    public async Task OpenAsync_MountedByIncus_IsReadInPlace()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.FillAsync();

        await using var open = await Driver.OpenAsync(Pool(image.File), TestSurvey.Of(image.Root), TestContext.Current.CancellationToken);

        Assert.Equal(image.MountPoint, open.MountedAt);
        Assert.False(Directory.Exists(Data.Mounts));
    }

    [Fact(Timeout = HardLimit)]
    public async Task OpenAsync_DirectoryOnBtrfs_IsReadInPlace()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        var directory = Directory.CreateDirectory(Path.Combine(image.MountPoint, "deep", "pool")).FullName;

        await using var open = await Driver.OpenAsync(Pool(directory), TestSurvey.Of(image.Root), TestContext.Current.CancellationToken);

        Assert.Equal(directory, open.MountedAt);
    }

    [Fact(Timeout = HardLimit)]
    public async Task Check_FileWithoutBtrfs_IsUnfit()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var file = _data.Write("nothing", "disk");

        Assert.Equal(FindingCode.PoolSourceUnfit, Assert.Single(Driver.Check(Pool(file), TestSurvey.Of(_data.Root))).Code);
        await Assert.ThrowsAsync<PoolUnreadableException>(() =>
            Driver.OpenAsync(Pool(file), TestSurvey.Of(_data.Root), TestContext.Current.CancellationToken));
    }

    private static PoolDefinition Pool(string source) => new() { Name = "one", Driver = "btrfs", Source = source, Origin = PoolOrigin.Typed };

    private static async Task<byte[]> ReadAsync(string file, long position, int count)
    {
        var bytes = new byte[count];
        await using var stream = File.OpenRead(file);
        stream.Position = position;
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task<List<StoredVolume>> ListAsync(BtrfsImage image, string source)
    {
        await using var open = await Driver.OpenAsync(Pool(source), TestSurvey.Of(image.Root), TestContext.Current.CancellationToken);
        return await open.ListAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    private void AssertNothingIsLeft(string image)
    {
        Assert.Empty(MountTable.Read().Below(Data.Mounts));
        Assert.Empty(BlockDevices.LoopsOf(image));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data.Mounts));
    }
}

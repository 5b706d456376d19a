using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ledger;

public sealed class LookLedgerTests : IDisposable
{
    private const int HardLimit = 120_000;
    private readonly TemporaryDirectory _data = new();

    private DataDirectory Data => new(_data.Root);

    public void Dispose() => _data.Dispose();

    [Fact(Timeout = HardLimit)]
    public async Task DoAsync_WhileTheStepIsDone_IsWrittenDownAlready()
    {
        var page = new LookLedger(Data, new FakeCommandRunner()).Open();
        var written = false;

        await page.DoAsync(
            new LoopDeviceStep("/dev/loop77", "/nowhere.img"),
            _ =>
            {
                written = LedgerRecord.AllIn(Data.Mounts) is [{ Steps: [LoopDeviceStep { Device: "/dev/loop77", File: "/nowhere.img" }] }];
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        Assert.True(written);
        await page.DisposeAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data.Mounts));
    }

    [Fact]
    public async Task DisposeAsync_NothingDone_LeavesNoTrace()
    {
        await new LookLedger(Data, new FakeCommandRunner()).Open().DisposeAsync();

        Assert.False(Directory.Exists(Data.Mounts));
    }

    [Fact(Timeout = HardLimit)]
    public async Task CleanUpAsync_MountOutsideOfOurPlace_IsNeverTouched()
    {
        var commands = new FakeCommandRunner();
        var ledger = new LookLedger(Data, commands);
        ledger.Prepare();
        var record = LedgerRecord.New(Path.Combine(Data.Mounts, "left")) with { ProcessStart = "1", Steps = [new MountStep("/proc")] };
        record.Write();

        await ledger.CleanUpAsync(TestContext.Current.CancellationToken);

        Assert.Empty(commands.Asked);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data.Mounts));
    }

    [Fact(Timeout = HardLimit)]
    [Trait("Needs", "Root")]
    public async Task CleanUpAsync_MountsOfAKilledProcess_AreUndone_AndThoseInUseAreKept()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.UnmountAsync();
        var ledger = new LookLedger(Data, BtrfsImage.Commands);
        var pool = ledger.Open();
        var place = await ReadOnlyMounts.MakePrivatePlaceAsync(pool, TestContext.Current.CancellationToken);
        var volume = ledger.Open();
        var device = await LoopDeviceStep.AttachAsync(volume, image.File, TestContext.Current.CancellationToken);
        await ReadOnlyMounts.MountAsync(volume, device, "btrfs", Path.Combine(place, "1"), TestContext.Current.CancellationToken);

        await ledger.CleanUpAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(MountTable.Read().At(Path.Combine(place, "1")));
        (pool.Record with { ProcessStart = "1" }).Write();
        (volume.Record with { ProcessStart = "1" }).Write();
        await ledger.CleanUpAsync(TestContext.Current.CancellationToken);

        AssertNothingIsLeft(image.File);
    }

    [Fact(Timeout = HardLimit)]
    [Trait("Needs", "Root")]
    public async Task CleanUpAsync_LoopDeviceOfAKilledProcess_IsDetached()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.UnmountAsync();
        var ledger = new LookLedger(Data, BtrfsImage.Commands);
        ledger.Prepare();
        var device = (await BtrfsImage.RunAsync("losetup", "--find", "--show", "--read-only", image.File)).Output.Trim();
        var record = LedgerRecord.New(Path.Combine(Data.Mounts, "left")) with { ProcessStart = "1", Steps = [new LoopDeviceStep(device, image.File)] };
        record.Write();

        await ledger.CleanUpAsync(TestContext.Current.CancellationToken);

        AssertNothingIsLeft(image.File);
    }

    private void AssertNothingIsLeft(string image)
    {
        Assert.Empty(MountTable.Read().Below(Data.Mounts));
        Assert.Empty(BlockDevices.LoopsOf(image));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data.Mounts));
    }
}

using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>Looking never writes: not a byte, owner, mode or time changes, and nothing stays mounted or attached.</summary>
public sealed class ReadOnlyTests
{
    [Fact(Timeout = 180_000)]
    [Trait("group", "read-only")]
    public async Task Scan_DirPool_ChangesNothingBelowTheIncusDirectory()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel);
        var recover = new RecoverProgram(incus);
        var before = await TreeHash.OfTreeAsync(incus, incus.IncusDirectory, cancel);
        var mounts = await incus.RunAsync("cat", ["/proc/self/mounts"], cancel);

        await LookAsync(recover, incus, cancel);

        Assert.Equal(before, await TreeHash.OfTreeAsync(incus, incus.IncusDirectory, cancel));
        Assert.Equal(mounts, await incus.RunAsync("cat", ["/proc/self/mounts"], cancel));
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "read-only")]
    public async Task Scan_UnmountedBtrfsPool_ChangesNoByteOfTheLoopFile()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await RichHost.BuildAsync("btrfs", cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.RunAsync("umount", ["--recursive", host.PoolPath], cancel);
        await Wait.UntilAsync(() => IsDetachedAsync(incus, host, cancel), "the loop device is gone", TimeSpan.FromSeconds(20), cancel);
        var before = await TreeHash.OfFileAsync(host.LoopFile, cancel);
        var mounts = await incus.RunAsync("cat", ["/proc/self/mounts"], cancel);

        await LookAsync(recover, incus, cancel);

        Assert.Equal(before, await TreeHash.OfFileAsync(host.LoopFile, cancel));
        Assert.Equal(mounts, await incus.RunAsync("cat", ["/proc/self/mounts"], cancel));
        await Wait.UntilAsync(() => IsDetachedAsync(incus, host, cancel), "the loop device is gone again", TimeSpan.FromSeconds(20), cancel);
    }

    private static async Task LookAsync(RecoverProgram recover, PrivateIncus incus, CancellationToken cancel)
    {
        var scan = await recover.JsonAsync([0, 1], cancel, "scan");
        Assert.Contains(scan.GetProperty("volumes").EnumerateArray(), volume => volume.GetProperty("name").GetString() == "c1");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", incus.Directory.Of("plan.json"));
    }

    private static async Task<bool> IsDetachedAsync(PrivateIncus incus, RichHost host, CancellationToken cancel) =>
        (await incus.RunAsync("losetup", ["--associated", host.LoopFile], cancel)).Length == 0;
}

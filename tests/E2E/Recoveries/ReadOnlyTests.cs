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
        GiveAttributes(incus, host);
        var before = await TreeHash.OfTreeAsync(incus, incus.IncusDirectory, cancel);
        Assert.Contains("user.colour=626c7565", before, StringComparison.Ordinal);
        Assert.Contains("system.posix_acl_access=02000000", before, StringComparison.Ordinal);
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

    /// <summary>An attribute of a user and an access list that lets another user read, on a volume, a file in it and a backup file.</summary>
    private static void GiveAttributes(PrivateIncus incus, RichHost host)
    {
        // Version 2; owner rw-, user 1000 r--, group ---, mask r--, others ---: tag and rights of two bytes, id of four (acl(5), linux/posix_acl_xattr.h).
        byte[] list =
        [
            2, 0, 0, 0,
            1, 0, 6, 0, 255, 255, 255, 255,
            2, 0, 4, 0, 232, 3, 0, 0,
            4, 0, 0, 0, 255, 255, 255, 255,
            16, 0, 4, 0, 255, 255, 255, 255,
            32, 0, 0, 0, 255, 255, 255, 255,
        ];
        foreach (var place in (string[])["custom/default_data1", "custom/default_data1/customers", "containers/c1/backup.yaml"])
        {
            var path = incus.FromOutside(Path.Combine(host.PoolPath, place));
            ExtendedAttributes.Set(path, "user.colour", "blue"u8.ToArray());
            ExtendedAttributes.Set(path, "system.posix_acl_access", list);
        }
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

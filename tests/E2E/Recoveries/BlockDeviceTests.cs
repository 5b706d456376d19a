using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>A btrfs pool on a disk of its own, which Incus records by UUID and labels with the pool's name.</summary>
public sealed class BlockDeviceTests
{
    private const string Pool = "fast";
    private const long DiskBytes = 600L << 20;

    [Fact(Timeout = 300_000)]
    [Trait("group", "btrfs")]
    public async Task CommandLine_BtrfsPoolOnADisk_IsFoundByItsLabelAndBroughtBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        await using var disk = await LoopDisk.AttachAsync(incus.Directory, DiskBytes, cancel);
        await BuildAsync(incus, disk, cancel);
        var before = DatabaseFacts.Read(await incus.DumpAsync(cancel)).Where(IsKept).ToArray();
        Assert.Contains($"pool {Pool} source={disk.Uuid} member=1", before);
        await LoseAsync(incus, cancel);
        var recover = new RecoverProgram(incus);
        var bytes = await TreeHash.OfFileAsync(disk.Device, cancel);
        var mounts = await incus.RunAsync("cat", ["/proc/self/mounts"], cancel);

        var scan = await recover.JsonAsync([0, 1], cancel, "scan");
        var plan = incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);

        var pool = Assert.Single(scan.GetProperty("pools").EnumerateArray());
        Assert.Equal(
            (Pool, "btrfs", disk.Uuid, "read"),
            (pool.GetProperty("name").GetString(), pool.GetProperty("driver").GetString(), pool.GetProperty("source").GetString(), pool.GetProperty("state").GetString()));
        Assert.Equal(bytes, await TreeHash.OfFileAsync(disk.Device, cancel));
        Assert.Equal(mounts, await incus.RunAsync("cat", ["/proc/self/mounts"], cancel));

        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");
        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        await recover.JsonAsync([0], cancel, "verify", plan);
        Assert.Equal(before, DatabaseFacts.Read(await incus.DumpAsync(cancel)).Where(IsKept));
        Assert.Equal(["container c1 [s0]"], (await ListedInstance.AllAsync(incus, cancel)).Select(instance => instance.ToString()));
        await incus.IncusAsync(cancel, "start", "c1");
        Assert.Equal("kept\n", await incus.ShellAsync("default", "c1", "cat /root/who", cancel));
        await incus.IncusLinesAsync("stop --force c1\nsnapshot restore c1 s0\nstart c1", cancel);
        Assert.Equal("kept\n", await incus.ShellAsync("default", "c1", "cat /root/who", cancel));
    }

    /// <summary>What a backup file or the disk tells; the image, the moment of the last start and dates of custom volumes are elsewhere.</summary>
    private static bool IsKept(string fact) =>
        fact.StartsWith("pool ", StringComparison.Ordinal)
        || (fact.StartsWith("instance ", StringComparison.Ordinal)
            && !fact.Contains(" used=", StringComparison.Ordinal)
            && !fact.Contains(" volatile.", StringComparison.Ordinal))
        || fact.StartsWith("snapshot default/c1/s0 created=", StringComparison.Ordinal)
        || fact.StartsWith($"volume {Pool} default/2/data content=", StringComparison.Ordinal);

    private static async Task BuildAsync(PrivateIncus incus, LoopDisk disk, CancellationToken cancel)
    {
        var image = await TinyImage.BuildAsync(incus.Directory, cancel);
        await incus.StartAsync(cancel);

        // The daemon makes the file system and waits for the link that udev makes to it.
        await Task.WhenAll(
            incus.IncusAsync(cancel, "storage", "create", Pool, "btrfs", $"source={disk.Device}", "user.note=a-disk-of-its-own"),
            disk.LinkByUuidAsync(cancel));
        await incus.IncusLinesAsync($"""
            image import {image} --alias tiny
            profile device add default root disk path=/ pool={Pool}
            launch tiny c1
            storage volume create {Pool} data
            """, cancel);
        await incus.ShellAsync("default", "c1", "echo kept > /root/who", cancel);
        await incus.IncusLinesAsync("stop --force c1\nsnapshot create c1 s0", cancel);
    }

    /// <summary>As after a restart of the host with a new system disk: no database, and the pool's disk is not mounted.</summary>
    private static async Task LoseAsync(PrivateIncus incus, CancellationToken cancel)
    {
        await incus.StopAsync(cancel);
        incus.LoseDatabase();
        var place = Path.Combine(incus.IncusDirectory, "storage-pools", Pool);
        await incus.RunAsync("umount", ["--recursive", place], cancel);
        Directory.Delete(place);
    }
}

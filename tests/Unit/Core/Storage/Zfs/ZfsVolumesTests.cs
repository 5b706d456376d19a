using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Storage;
using Recover.Core.Storage.Zfs;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Zfs;

public sealed class ZfsVolumesTests
{
    [Fact]
    public void All_CapturedPool_IsWhatIncusMade()
    {
        var volumes = In("tank/incus", ZfsCapture.Datasets, ZfsCapture.Snapshots, ZfsCapture.Contents);

        Assert.Equal(
            [
                "Container default/bad-z Filesystem ", "Container default/c-z Filesystem s0,s1", "Container default/e-z Filesystem ",
                "VirtualMachine default/v1 Block ", "Custom default/blk Block bs0", "Custom default/v-z Filesystem vs0", "Custom shop/data Filesystem ",
            ],
            volumes.Select(Show));
        Assert.Equal(32 << 20, Named(volumes, "blk").Stored.SizeBytes);
        Assert.Equal(IncusTime.From(DateTimeOffset.FromUnixTimeSeconds(1795427670)), Named(volumes, "c-z").Stored.CreatedAt);
        Assert.Equal([KeyValuePair.Create("size", "128MiB")], Named(volumes, "v-z").Stored.Config);
    }

    [Fact]
    public void All_BlockMode_IsFileSystems()
    {
        var volumes = In("tank/bm", ZfsCapture.Datasets, ZfsCapture.Snapshots, ZfsCapture.Contents);

        Assert.Equal(
            ["Container default/c-zb Filesystem s0", "Container default/e-zb Filesystem ", "Custom default/v-zb Filesystem vs0"], volumes.Select(Show));
        Assert.All(volumes, volume => Assert.True(volume.Files!.IsVolume));
        Assert.All(volumes, volume => Assert.Null(volume.Stored.SizeBytes));
        Assert.Equal(
            [KeyValuePair.Create("block.mount_options", "discard"), KeyValuePair.Create("size", "128MiB"), KeyValuePair.Create("zfs.block_mode", "true")],
            Named(volumes, "v-zb").Stored.Config);
    }

    [Fact]
    public void All_Machines_AreTheirBlockVolumeWithAFileSystemForTheBackupFile()
    {
        var volumes = In(
            "tank",
            Lines("tank/virtual-machines/v1 filesystem -", "tank/virtual-machines/v1.block volume 1048576", "tank/virtual-machines/v2 filesystem -", "tank/virtual-machines/v3.block volume 4096"),
            "tank/virtual-machines/v1@snapshot-a\t5\ntank/virtual-machines/v1.block@snapshot-a\t6\n");

        Assert.Equal(["VirtualMachine default/v1 Block a", "VirtualMachine default/v2 Block ", "VirtualMachine default/v3 Block "], volumes.OrderBy(volume => volume.Stored.Name).Select(Show));
        var (whole, withoutDisk, withoutFiles) = (Named(volumes, "v1"), Named(volumes, "v2"), Named(volumes, "v3"));
        Assert.Equal("tank/virtual-machines/v1", whole.Files!.Name);
        Assert.Equal(1048576, whole.Stored.SizeBytes);
        Assert.Equal(FindingCode.DiskImageMissing, Assert.Single(withoutDisk.Stored.Findings).Code);
        Assert.Null(withoutFiles.Files);
    }

    [Fact]
    public void All_SameNameOfEveryType_IsAVolumeEach()
    {
        var volumes = In(
            "tank",
            Lines("tank/containers/p_x filesystem -", "tank/custom/p_x filesystem -", "tank/custom/p_x.iso volume 4096", "tank/buckets/p_x filesystem -"));

        Assert.Equal(
            ["Container p/x Filesystem ", "Custom p/x Filesystem ", "Custom p/x Iso ", "Bucket p/x Filesystem "], volumes.Select(Show));
    }

    [Fact]
    public void All_FileSystemNamedLikeAnImage_IsNoImage() => Assert.Equal(
        "Custom p/x.iso Filesystem ", Show(Assert.Single(In("tank", Lines("tank/custom/p_x.iso filesystem -")))));

    [Fact]
    public void All_WhatIncusKeepsAsideAndOtherTools_IsNoVolume()
    {
        var volumes = In(
            "tank",
            Lines(
                "tank/containers/c1 filesystem -", "tank/containers/c1/child filesystem -", "tank/deleted/containers/gone filesystem -",
                "tank/images/abc filesystem -", "tank/backup/containers/c9 filesystem -"),
            "tank/containers/c1@snapshot-s0\t1\ntank/containers/c1@autosnap_2026\t2\ntank/containers/c1@copy-3\t3\n");

        Assert.Equal("Container default/c1 Filesystem s0", Show(Assert.Single(volumes)));
    }

    [Fact]
    public void Deleted_WhatClonesNeed_IsNamed() => Assert.Equal(
        ["tank/deleted/images/abc"],
        Of("tank", Lines("tank/deleted filesystem -", "tank/deleted/images filesystem -", "tank/deleted/images/abc filesystem -")).Deleted().Select(dataset => dataset.Name));

    [Fact]
    public void All_NamesIncusWouldNotGive_AreFindings()
    {
        var volumes = In("tank", Lines("tank/containers/a.b filesystem -", "tank/containers/c1 filesystem -"), "tank/containers/c1@snapshot-a b\t1\n");

        Assert.Equal(FindingCode.VolumeNameInvalid, Assert.Single(Named(volumes, "a.b").Stored.Findings).Code);
        Assert.Equal(["snapshot-a b"], Assert.Single(Named(volumes, "c1").Stored.Findings).Arguments);
        Assert.Empty(Named(volumes, "c1").Stored.Snapshots);
    }

    [Fact]
    public void PoolsIn_CapturedPool_AreTheDatasetsOfIncus() => Assert.Equal(
        ["tank/bm", "tank/enc", "tank/incus"], ZfsLook.PoolsIn([.. ZfsLists.Datasets(ZfsCapture.Datasets)]));

    [Fact]
    public void Look_CapturedPool_CountsVolumes()
    {
        var look = ZfsLook.At("tank/incus", [.. ZfsLists.Datasets(ZfsCapture.Datasets)]);

        Assert.Equal(new PoolLook(true, 7, DateTimeOffset.FromUnixTimeSeconds(1795428496)), look);
    }

    private static List<ZfsVolume> In(string pool, string datasets, string snapshots = "", string contents = "") => [.. Of(pool, datasets, snapshots, contents).All()];

    private static ZfsVolumes Of(string pool, string datasets, string snapshots = "", string contents = "") => new(
        pool,
        new ZfsListing(
            [.. ZfsLists.Datasets(datasets)],
            ZfsLists.Snapshots(snapshots).ToLookup(snapshot => snapshot.Dataset),
            ZfsLists.Values(contents).ToDictionary()));

    private static string Lines(params string[] lines) =>
        string.Concat(lines.Select(line => line.Split(' ')).Select(parts => $"{parts[0]}\t{parts[1]}\t1\t1\t{parts[2]}\t0\t0\t-\t-\t-\n"));

    private static ZfsVolume Named(IEnumerable<ZfsVolume> volumes, string name) => Assert.Single(volumes, volume => volume.Stored.Name == name);

    private static string Show(ZfsVolume volume) =>
        $"{volume.Stored.Type} {volume.Stored.Project}/{volume.Stored.Name} {volume.Stored.ContentType} {string.Join(',', volume.Stored.Snapshots.Select(snapshot => snapshot.Name))}";
}

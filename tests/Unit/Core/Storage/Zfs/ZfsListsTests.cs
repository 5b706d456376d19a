using Recover.Core.Storage.Zfs;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Zfs;

public sealed class ZfsListsTests
{
    [Fact]
    public void Datasets_OfIncus_AreRead()
    {
        var datasets = ZfsLists.Datasets(ZfsCapture.Datasets).ToDictionary(dataset => dataset.Name);

        var container = datasets["tank/incus/containers/c-z"];
        Assert.False(container.IsVolume);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795427670), container.CreatedAt);
        Assert.EndsWith("@readonly", container.Origin, StringComparison.Ordinal);
        Assert.Null(container.KeyDataset);
        Assert.False(container.IsLocked);
        var volume = datasets["tank/incus/custom/default_blk"];
        Assert.True(volume.IsVolume);
        Assert.Equal(32 << 20, volume.VolumeBytes);
        var encrypted = datasets["tank/enc/containers/c-ze"];
        Assert.Equal("tank/enc", encrypted.KeyDataset);
        Assert.True(encrypted.IsLocked);
    }

    [Fact]
    public void Snapshots_OfIncus_AreRead()
    {
        var snapshots = ZfsLists.Snapshots(ZfsCapture.Snapshots).ToList();

        Assert.Contains(new ZfsSnapshot("tank/incus/containers/c-z", "snapshot-s0", DateTimeOffset.FromUnixTimeSeconds(1795427672)), snapshots);
    }

    [Fact]
    public void Pools_States_AreTold()
    {
        var pools = ZfsLists.Pools("tank\t4746804023707280281\t4026531840\tONLINE\nmir\t9\t201326592\tDEGRADED\nbad\t8\t-\tSUSPENDED\n");

        Assert.Equal(
            [new ZfsPool("tank", 4746804023707280281, 4026531840, ZfsHealth.Online), new("mir", 9, 201326592, ZfsHealth.Degraded), new("bad", 8, null, ZfsHealth.Unavailable)],
            pools);
    }

    [Theory]
    [InlineData("-rf\tfilesystem\t1\t1\t-\t-\t-\t-\t-\t-")]
    [InlineData("tank/../x\tfilesystem\t1\t1\t-\t-\t-\t-\t-\t-")]
    [InlineData("tank/x\tsnapshot\t1\t1\t-\t-\t-\t-\t-\t-")]
    [InlineData("tank/x\tfilesystem\t1")]
    public void Datasets_ForgedLines_AreLeftOut(string line) => Assert.Empty(ZfsLists.Datasets(line));

    [Fact]
    public void Datasets_NumbersOutOfRange_AreUnknown()
    {
        var dataset = Assert.Single(ZfsLists.Datasets("tank/x\tvolume\t9223372036854775807\t99999999999999999999\t-5\t-\t-\tx\ty z\tnone\n"));

        Assert.Null(dataset.CreatedAt);
        Assert.Null(dataset.ReferencedBytes);
        Assert.Null(dataset.VolumeBytes);
        Assert.Null(dataset.Origin);
    }
}

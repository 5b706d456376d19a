using System.Text.Json;
using Recover.Core.Storage.Ceph;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ceph;

public sealed class CephImageListTests
{
    // As ceph 18 prints it.
    private const string Long = """
        [{"image":"container_c-1","id":"3761","size":314572800,"parent":{"pool":"cp","image":"image_ab_ext4","snapshot":"readonly"},"format":2},
         {"image":"container_c-1","id":"3761","snapshot":"snapshot_s0","snapshot_id":5,"size":314572800,"format":2,"protected":"true"},
         {"image":"incus_cp","id":"3734","size":0,"format":2}]
        """;

    [Fact]
    public void Join_ImageWithSnapshots_HasSizeAndSnapshots()
    {
        var image = Assert.Single(CephImageList.Join(["container_c-1"], Entries()));

        Assert.Equal(314572800, image.Size);
        Assert.Equal(["snapshot_s0"], image.Snapshots);
    }

    [Fact]
    public void Join_ImageThatTheLongListingLacks_IsThereWithoutSize()
    {
        var images = CephImageList.Join(["container_broken", "container_c-1"], Entries());

        Assert.Equal(["container_broken", "container_c-1"], images.Select(image => image.Name));
        Assert.Null(images[0].Size);
    }

    private static IReadOnlyList<CephImageList.Entry> Entries()
    {
        using var document = JsonDocument.Parse(Long);
        return CephImageList.Entries(document.RootElement);
    }
}

using System.Text.Json;
using Recover.Core.Storage;
using Recover.Core.Storage.Ceph;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ceph;

/// <summary>What ceph 18 prints of a gateway on which Incus 6.0 made buckets.</summary>
public sealed class CephBucketListTests
{
    [Fact]
    public void Buckets_AreThoseWithoutATenantByName()
    {
        var buckets = CephBucketList.Buckets(Read("bucket-stats.json"));

        Assert.Equal(["of-somebody-else", "photos", "shopfiles"], buckets.Select(bucket => bucket.Name));
        Assert.Equal([false, true, true], buckets.Select(bucket => bucket.IsOfIncus));
        Assert.Equal(619_503_000, buckets[1].CreatedAt!.Value.Nanoseconds);
    }

    [Fact]
    public void Owner_SubUsersWithARightOfIncus_AreItsKeys()
    {
        var owner = CephBucketList.Owner(Read("user-photos.json"));

        Assert.Equal(
            [new StoredBucketKey("admin", "admin", "8EGADD59A7T8LA6RS6ND"), new StoredBucketKey("reader", "read-only", "6YP6VIYVFAR0XXPAWSKT")], owner.Keys);
        Assert.Equal(10 << 20, owner.QuotaBytes);
        Assert.Equal("not-the-real-secret-of-admin", owner.Secrets["8EGADD59A7T8LA6RS6ND"]);
        Assert.Equal(2, owner.Secrets.Count);
        Assert.DoesNotContain("secret", owner.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gateways_ThatRun_SayWhereTheyAre() => Assert.Equal(
        ["http://127.0.0.1:7480", "http://gate2:80", "https://gate2:443"], CephGateways.OfServices(Read("service-dump.json")));

    [Fact]
    public void Gateways_WithoutAnAddress_AreNone()
    {
        using var none = JsonDocument.Parse("""{"services":{}}""");
        using var zones = JsonDocument.Parse("""{"endpoints":["http://rgw.example:80","nonsense"]}""");

        Assert.Empty(CephGateways.OfServices(none.RootElement));
        Assert.Equal(["http://rgw.example:80"], CephGateways.OfZones(zones.RootElement));
    }

    internal static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "ceph", file));

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(Text(file));
        return document.RootElement.Clone();
    }
}

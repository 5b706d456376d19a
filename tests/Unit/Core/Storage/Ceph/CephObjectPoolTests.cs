using Recover.Core.Findings;
using Recover.Core.Storage;
using Recover.Core.Storage.Ceph;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ceph;

/// <summary>Buckets of a gateway as a pool lists them.</summary>
public sealed class CephObjectPoolTests
{
    private const string Admin = "radosgw-admin --cluster=ceph --id=admin";
    private static readonly CephAccess Access = new("ceph", "admin");

    [Fact(Timeout = 60_000)]
    public async Task List_BucketsOfIncus_HaveKeysAndQuota_OthersAreLeftAlone()
    {
        var commands = Gateway().On($"{Admin} user info --uid=shopfiles", exitCode: 22, errors: "could not fetch user info: no user info saved");

        var volumes = await ListAsync(commands, "", TestContext.Current.CancellationToken);

        Assert.Equal(["photos", "shopfiles"], volumes.Select(volume => volume.Name));
        Assert.All(volumes, volume => Assert.Equal((VolumeType.Bucket, "", false), (volume.Type, volume.Project, volume.IsProjectTold)));
        Assert.Equal(["admin", "reader"], volumes[0].BucketKeys!.Value.Select(key => key.Name));
        Assert.Equal(10 << 20, volumes[0].SizeBytes);
        Assert.Null(volumes[1].BucketKeys);
        Assert.DoesNotContain(commands.Asked, line => line.Contains("of-somebody-else", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task List_Prefix_BelongsToThePoolNotToTheBucket()
    {
        var volume = Assert.Single(await ListAsync(Gateway(), "pho", TestContext.Current.CancellationToken));

        Assert.Equal(("tos", "tos"), (volume.Name, volume.StoredName));
    }

    [Fact(Timeout = 60_000)]
    public async Task List_OwnerThatCantBeRead_IsAFindingOnThatBucket()
    {
        var volumes = await ListAsync(Gateway().On($"{Admin} user info --uid=shopfiles", exitCode: 1, errors: "permission denied"), "", TestContext.Current.CancellationToken);

        Assert.Empty(volumes[0].Findings);
        Assert.Equal(FindingCode.BucketKeysUnknown, Assert.Single(volumes[1].Findings).Code);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", 1)]
    [InlineData("[{\"bucket\":\"pho", 0)]
    public async Task List_GatewayThatDoesNotAnswer_SaysSo(string output, int exitCode)
    {
        var commands = new FakeCommandRunner().On($"{Admin} bucket stats", output, exitCode);

        var failure = await Assert.ThrowsAsync<PoolUnreadableException>(() => ListAsync(commands, "", TestContext.Current.CancellationToken));

        Assert.Equal(FindingCode.PoolUnreadable, failure.Finding.Code);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""["rbd"]""", false)]
    [InlineData("""[".rgw.root"]""", false)]
    [InlineData("""[".rgw.root","default.rgw.meta"]""", true)]
    public async Task HasGateway_ClusterWithoutOne_IsNotAskedByTheToolThatWouldMakeIt(string pools, bool expected)
    {
        var commands = new FakeCommandRunner().On("ceph --cluster=ceph --id=admin", pools);

        Assert.Equal(expected, await new CephObjectTools(commands).HasGatewayAsync(Access, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(commands.Asked, line => line.StartsWith(CephObjectTools.Program, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Endpoints_WhereNobodyWroteThemDown_AreThoseOfTheRunningGateways()
    {
        var commands = Gateway().On($"{Admin} zonegroup get", """{"endpoints":[]}""")
            .On("ceph --cluster=ceph --id=admin --connect-timeout=15 service dump", CephBucketListTests.Text("service-dump.json"));

        var endpoints = await new CephObjectTools(commands).EndpointsAsync(Access, TestContext.Current.CancellationToken);

        Assert.Equal("http://127.0.0.1:7480", endpoints[0]);
    }

    private static FakeCommandRunner Gateway() => new FakeCommandRunner()
        .On($"{Admin} bucket stats", CephBucketListTests.Text("bucket-stats.json"))
        .On($"{Admin} user info", CephBucketListTests.Text("user-photos.json"));

    private static async Task<List<StoredVolume>> ListAsync(FakeCommandRunner commands, string prefix, CancellationToken cancel)
    {
        await using var pool = new CephObjectPool(new CephObjectTools(commands), Access, prefix);
        return await pool.ListAsync(cancel).ToListAsync(cancel);
    }
}

using Recover.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class IncusApiTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private IncusDirectory Incus => new(_place.Root);

    public void Dispose() => _place.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task GetServerAsync_Answer_IsRead()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new()
        {
            ["/1.0"] = """{"environment":{"server_version":"6.0.4","server_clustered":false,"architectures":["x86_64","i686"],"driver":"lxc"}}""",
        });
        using var api = new IncusApi(Incus);

        var server = await api.GetServerAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("6.0.4", false, "lxc"), (server.Version, server.Clustered, server.Driver));
        Assert.Equal(["x86_64", "i686"], server.Architectures);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetInstancesWithSnapshotsAsync_Answer_IsReadWithEmptyForNull()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new()
        {
            ["/1.0/instances?recursion=2&all-projects=true"] = """
                [{"name":"web1","project":"shop","type":"container","status":"Stopped","architecture":"x86_64","created_at":"2026-01-02T03:04:05Z",
                  "config":{"limits.memory":"1GiB"},"devices":null,"expanded_devices":{"root":{"type":"disk","path":"/"}},"profiles":["b","a"],
                  "snapshots":[{"name":"s0","created_at":"2026-01-03T00:00:00Z","expires_at":"0001-01-01T00:00:00Z","stateful":false}]}]
                """,
        });
        using var api = new IncusApi(Incus);

        var instance = Assert.Single(await api.GetInstancesWithSnapshotsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("shop", "web1", "container"), (instance.Project, instance.Name, instance.Type));
        Assert.Equal(["b", "a"], instance.Profiles);
        Assert.Equal("1GiB", instance.Config["limits.memory"]);
        Assert.Empty(instance.Devices);
        Assert.Equal("/", instance.ExpandedDevices["root"]["path"]);
        Assert.Equal(new IncusSnapshot("s0", new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero), null, false), Assert.Single(instance.Snapshots));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetDatabaseDumpAsync_Answer_IsTheText()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new()
        {
            ["/internal/sql?database=global"] = """{"rows":[{"text":"no"}],"text":"BEGIN;\n-- ä\u00f6 \"\u0001\"\nCOMMIT;\n"}""",
        });
        using var api = new IncusApi(Incus);

        var dump = await api.GetDatabaseDumpAsync(TestContext.Current.CancellationToken);
        Assert.Equal("BEGIN;\n-- äö \"\u0001\"\nCOMMIT;\n", System.Text.Encoding.UTF8.GetString(dump.Span));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetInstanceNamesAsync_Addresses_GiveProjectAndName()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new()
        {
            ["/1.0/instances?all-projects=true"] = """["/1.0/instances/u1","/1.0/instances/web1?project=shop","/1.0/instances/a?x=1&project=a%26b"]""",
        });
        using var api = new IncusApi(Incus);

        var names = await api.GetInstanceNamesAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("default", "u1"), ("shop", "web1"), ("a&b", "a")], names);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetPoolsAsync_Error_CarriesStatusAndText()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, []);
        using var api = new IncusApi(Incus);

        var failure = await Assert.ThrowsAsync<IncusApiException>(() => api.GetPoolsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(404, failure.StatusCode);
        Assert.Contains("asked /1.0/storage-pools", failure.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200, true)]
    [InlineData(503, false)]
    public async Task IsReadyAsync_TellsWhatTheDaemonSays(int status, bool ready)
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { ["/internal/ready"] = "{}" }, status);
        using var api = new IncusApi(Incus);

        Assert.Equal(ready, await api.IsReadyAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetServerAsync_NoDaemon_HasNoStatus()
    {
        using var api = new IncusApi(Incus);

        var failure = await Assert.ThrowsAsync<IncusApiException>(() => api.GetServerAsync(TestContext.Current.CancellationToken));

        Assert.Null(failure.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task IsReadyAsync_PathTooLongForASocket_IsNotReady()
    {
        using var api = new IncusApi(new IncusDirectory("/" + new string('x', 200)));

        Assert.False(await api.IsReadyAsync(TestContext.Current.CancellationToken));
    }
}

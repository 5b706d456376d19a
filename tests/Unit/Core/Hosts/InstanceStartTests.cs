using Recover.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class InstanceStartTests : IDisposable
{
    private const int Timeout = 60_000;
    private const string Instance = "/1.0/instances/web1?project=a%26b";
    private const string Begin = "PUT /1.0/instances/web1/state?project=a%26b";
    private const string Operation = "/1.0/operations/7";
    private const string Wait = "/1.0/operations/7/wait?timeout=20";

    private readonly TemporaryDirectory _place = new();

    private IncusDirectory Incus => new(_place.Root);

    public void Dispose() => _place.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Start_OperationThatSucceeds_Runs()
    {
        await using var daemon = await FakeDaemon.StartAsync(
            Incus,
            new() { [Instance] = """{"status":"Stopped"}""", [Wait] = """{"status_code":200,"err":""}""" },
            whole: new() { [Begin] = (202, """{"type":"async","operation":"/1.0/operations/7"}""") });

        Assert.Equal(InstanceStartResult.Started, await StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_OperationThatFails_TellsTheDaemonsWordsAndTheLog()
    {
        await using var daemon = await FakeDaemon.StartAsync(
            Incus,
            new() { [Instance] = """{"status":"Stopped"}""" },
            whole: new()
            {
                [$"GET {Wait}"] = (200, """{"type":"error","error_code":500,"error":"Missing source path \"/srv/x\"","metadata":null}"""),
                [Begin] = (202, """{"type":"async","operation":"/1.0/operations/7"}"""),
                ["GET /1.0/instances/web1/logs/lxc.log?project=a%26b"] = (200, "lxc web1 ERROR the last line\n"),
            });

        Assert.Equal(new InstanceStartResult(false, "Missing source path \"/srv/x\"", "lxc web1 ERROR the last line"), await StartAsync(TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(200, "", null)]
    [InlineData(400, "no memory", "no memory")]
    public async Task Start_OperationThatWasNotOverInTime_EndsAsTheOperationSays(int status, string error, string? expected)
    {
        await using var daemon = await FakeDaemon.StartAsync(
            Incus,
            new() { [Instance] = """{"status":"Stopped"}""", [Operation] = $$"""{"status_code":{{status}},"err":"{{error}}"}""" },
            whole: new()
            {
                [$"GET {Wait}"] = (200, """{"type":"error","error_code":500,"error":"context deadline exceeded","metadata":null}"""),
                [Begin] = (202, """{"type":"async","operation":"/1.0/operations/7"}"""),
            });

        Assert.Equal(expected, (await StartAsync(TestContext.Current.CancellationToken)).Error);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_InstanceThatRuns_AsksForNothing()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { [Instance] = """{"status":"Running"}""" });

        Assert.Equal(InstanceStartResult.Started, await StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_RefusedByTheDaemon_TellsWhy()
    {
        await using var daemon = await FakeDaemon.StartAsync(
            Incus, new() { [Instance] = """{"status":"Stopped"}""" }, whole: new() { [Begin] = (400, """{"type":"error","error":"no memory"}""") });

        var result = await StartAsync(TestContext.Current.CancellationToken);

        Assert.False(result.Running);
        Assert.Contains("no memory", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_NoDaemon_IsAResult() => Assert.False((await StartAsync(TestContext.Current.CancellationToken)).Running);

    private async Task<InstanceStartResult> StartAsync(CancellationToken cancellationToken)
    {
        using var api = new IncusApi(Incus);
        return await api.StartAsync("a&b", "web1", cancellationToken);
    }
}

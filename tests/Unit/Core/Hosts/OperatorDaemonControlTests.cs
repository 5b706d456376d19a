using Recover.Core.Hosts;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class OperatorDaemonControlTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly IncusApi _api;

    public OperatorDaemonControlTests() => _api = new IncusApi(Incus);

    private IncusDirectory Incus => new(_place.Root);

    public void Dispose()
    {
        _api.Dispose();
        _place.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAndStart_OperatorDoesIt_AreSeen()
    {
        var asked = new List<string>();
        var control = Assert.IsType<OperatorDaemonControl>(DaemonControls.Create(
            new HostOptions { Directory = Incus }, new FakeCommandRunner(), _api, new DataDirectory(_place.Root), TimeProvider.System));
        using var waiting = new SemaphoreSlim(0);
        control.WaitingFor = text =>
        {
            asked.Add(text);
            waiting.Release();
        };
        var answers = new Dictionary<string, string> { ["/1.0"] = "{}", ["/internal/ready"] = "{}" };
        var daemon = await FakeDaemon.StartAsync(Incus, answers);

        var stop = control.StopAsync(TestContext.Current.CancellationToken);
        await waiting.WaitAsync(TestContext.Current.CancellationToken);
        await daemon.DisposeAsync();
        await stop;
        var start = control.StartAsync(TestContext.Current.CancellationToken);
        await waiting.WaitAsync(TestContext.Current.CancellationToken);
        await using var again = await FakeDaemon.StartAsync(Incus, answers);
        await start;

        Assert.Equal([HostTexts.AskToStop(Incus), HostTexts.AskToStart(Incus)], asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_Cancelled_GivesUpWaiting()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { ["/1.0"] = "{}" });
        var control = DaemonControls.Create(
            new HostOptions { Directory = Incus }, new FakeCommandRunner(), _api, new DataDirectory(_place.Root), TimeProvider.System);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ((OperatorDaemonControl)control).WaitingFor = _ => giveUp.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => control.StopAsync(giveUp.Token));
    }
}

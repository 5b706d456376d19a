using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Commands;
using Recover.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class CommandDaemonControlTests : IDisposable
{
    private static readonly DaemonPatience Short = new()
    {
        Stop = TimeSpan.FromMilliseconds(300),
        Appear = TimeSpan.FromMilliseconds(300),
        Look = TimeSpan.FromMilliseconds(20),
    };

    private readonly TemporaryDirectory _place = new();
    private readonly TemporaryDirectory _data = new();
    private readonly IncusApi _api;

    public CommandDaemonControlTests() => _api = new IncusApi(Incus);

    private IncusDirectory Incus => new(_place.Root);

    public void Dispose()
    {
        _api.Dispose();
        _place.Dispose();
        _data.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DaemonBecomesReady_Returns()
    {
        var mark = _place.At("started");
        var start = Control(stop: "true", start: $"touch '{mark}'").StartAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(mark))
        {
            await Task.Yield();
        }

        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { ["/internal/ready"] = "{}", ["/1.0"] = "{}" });

        await start;
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DaemonIsReady_DoesNotRunTheCommand()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { ["/internal/ready"] = "{}", ["/1.0"] = "{}" });

        await Control(stop: "true", start: $"touch '{_place.At("started")}'").StartAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(_place.At("started")));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_CommandFails_SaysSoWithItsOutput()
    {
        var control = Control(stop: "true", start: "echo no such service; exit 3");

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => control.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HostTexts.StartFailed, control.StartCommand), (failure.Message, failure.Command));
        Assert.Contains("no such service", failure.Output);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DaemonDiesWhileStarting_SaysSoWithItsLog()
    {
        var line = $"sleep 1 & {{ {FakeDaemonProcess.Line(Incus, "$!")}; echo patch failed; }} &";
        var control = Control(stop: "true", start: line, new DaemonPatience { Look = Short.Look });

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => control.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HostTexts.DaemonDied, failure.Message);
        Assert.Contains("patch failed", failure.Output);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_NoDaemonShowsUp_SaysSo()
    {
        var control = Control(stop: "true", start: "true");

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => control.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HostTexts.DaemonDied, failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_ReturnsWhenTheProcessIsGone()
    {
        using var process = FakeDaemonProcess.Start(Incus);
        while (DaemonProcesses.Of(Incus).IsEmpty)
        {
            await Task.Yield();
        }

        await Control(stop: $"kill {process.Id}", start: "true", DaemonPatience.Usual).StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(DaemonProcesses.Of(Incus));
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_DaemonStays_SaysSo()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { ["/1.0"] = "{}" });
        var control = Control(stop: "true", start: "true");

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => control.StopAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HostTexts.NotStopped(Short.Stop), failure.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_DaemonIsGone_DoesNotRunTheCommand()
    {
        await Control(stop: $"touch '{_place.At("stopped")}'", start: "true").StopAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(_place.At("stopped")));
    }

    private IDaemonControl Control(string stop, string start, DaemonPatience? patience = null) => DaemonControls.Create(
        new HostOptions { Directory = Incus, DaemonStop = stop, DaemonStart = start },
        new CommandRunner(NullLogger<CommandRunner>.Instance, TimeProvider.System),
        _api,
        new DataDirectory(_data.Root),
        TimeProvider.System,
        patience ?? Short);
}

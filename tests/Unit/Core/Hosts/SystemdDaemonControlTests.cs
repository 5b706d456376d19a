using Recover.Core.Hosts;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class SystemdDaemonControlTests : IDisposable
{
    private const string StopLine = "systemctl stop --job-mode=ignore-dependencies incus.socket incus.service";
    private const string StartLine = "systemctl start incus.socket incus.service";
    private readonly TemporaryDirectory _place = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly IncusApi _api;

    public SystemdDaemonControlTests() => _api = new IncusApi(Incus);

    private IncusDirectory Incus => new(_place.Root);

    private SystemdDaemonControl Control
    {
        get
        {
            var patience = new DaemonPatience { Appear = TimeSpan.FromMilliseconds(200), Look = TimeSpan.FromMilliseconds(20) };
            return new SystemdDaemonControl(
                new HostOptions { Directory = Incus },
                _commands,
                [SystemdUnits.Socket, SystemdUnits.Service],
                new DaemonWatch(Incus, _api, patience, TimeProvider.System),
                patience,
                TimeProvider.System);
        }
    }

    public void Dispose()
    {
        _api.Dispose();
        _place.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_StopsTheTwoUnitsWithoutTheirDependencies()
    {
        _commands.On(StopLine);

        await Control.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal([StopLine], _commands.Asked);
        Assert.Equal(StopLine, Control.StopCommand);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_SystemctlFails_CarriesTheJournal()
    {
        _commands.On(StopLine, exitCode: 1, errors: "Access denied").On("journalctl", "last words");

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => Control.StopAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HostTexts.StopFailed, "last words"), (failure.Message, failure.Output));
        Assert.Contains("Access denied", failure.InnerException!.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DaemonBecomesReady_Returns()
    {
        FakeDaemon? daemon = null;
        _commands.On("systemctl reset-failed").On(StartLine, async command =>
        {
            daemon = await FakeDaemon.StartAsync(Incus, new() { ["/1.0"] = "{}", ["/internal/ready"] = "{}" });
            return FakeCommandRunner.Result(command);
        });

        await Control.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["systemctl reset-failed incus.socket incus.service", StartLine], _commands.Asked);
        await daemon!.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_StartFails_StopsTheUnitsAgainAndCarriesTheJournal()
    {
        _commands.On("systemctl reset-failed").On(StopLine).On("journalctl", "no such table: nosuch")
            .On(StartLine, exitCode: 1, errors: "Job for incus.service failed");

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => Control.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HostTexts.StartFailed, "no such table: nosuch"), (failure.Message, failure.Output));
        Assert.Contains(StopLine, _commands.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_StartReturnsButNoDaemonShowsUp_SaysSo()
    {
        _commands.On("systemctl").On("journalctl");

        var failure = await Assert.ThrowsAsync<DaemonControlException>(() => Control.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HostTexts.DaemonDied, (string?)null), (failure.Message, failure.Output));
    }
}

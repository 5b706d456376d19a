using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class HostInspectorTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly FakeCommandRunner _commands = new FakeCommandRunner().On("uname -m", "arm64\n");

    private IncusDirectory Incus => new(_place.Root);

    public void Dispose() => _place.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task InspectAsync_DirectoryMissing_IsAFinding()
    {
        var options = new HostOptions { Directory = new IncusDirectory(_place.At("nowhere")) };

        var survey = await new HostInspector(options, _commands).InspectAsync(TestContext.Current.CancellationToken);

        Assert.Contains(survey.Findings, finding => finding.Code == FindingCode.IncusDirectoryMissing && finding.Arguments[0] == options.Directory.Root);
        Assert.Equal(DatabaseCondition.Missing, survey.Database);
        Assert.Equal("aarch64", survey.Architecture);
        Assert.Equal(0, survey.FreeBytes);
    }

    [Fact(Timeout = 60_000)]
    public async Task InspectAsync_LostDatabaseWithImages_SaysTheyAreAtRisk()
    {
        _place.Write("x", "images", "fingerprint");
        _place.Write("x", "images", "fingerprint.rootfs");
        _place.Folder("images", "folder");

        var survey = await new HostInspector(new HostOptions { Directory = Incus }, _commands).InspectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, survey.ImageFiles);
        Assert.Contains(survey.Findings, finding => finding.Code == FindingCode.ImagesAtRisk && finding.Arguments[0] == "2");
        Assert.Contains(survey.Findings, finding => finding.Code == FindingCode.DatabaseMissing);
        Assert.True(survey.FreeBytes > 0);
        Assert.Contains("lo", survey.Interfaces);
    }

    [Fact(Timeout = 60_000)]
    public async Task InspectAsync_RunningDaemon_TellsItsVersion()
    {
        await using var daemon = await FakeDaemon.StartAsync(Incus, new() { ["/1.0"] = """{"environment":{"server_version":"6.0.4"}}""" });

        var survey = await new HostInspector(new HostOptions { Directory = Incus }, _commands).InspectAsync(TestContext.Current.CancellationToken);

        Assert.Equal((DaemonState.Running, DatabaseCondition.Served, "6.0.4"), (survey.Daemon, survey.Database, survey.Version));
        Assert.DoesNotContain(survey.Findings, finding => finding.Code is FindingCode.DatabaseMissing or FindingCode.ImagesAtRisk);
    }

    [Fact(Timeout = 60_000)]
    public async Task InspectAsync_DaemonKilled_SaysTheDatabaseWasNotStoppedCleanly()
    {
        _place.Write("x", "database", "global", "metadata1");
        _place.Write("x", "database", "global", "open-1");

        var survey = await new HostInspector(new HostOptions { Directory = Incus }, _commands).InspectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(DatabaseCondition.StoppedUncleanly, survey.Database);
        Assert.Contains(survey.Findings, finding => finding.Code == FindingCode.DatabaseStoppedUncleanly);
    }

    [Fact(Timeout = 60_000)]
    public async Task InspectAsync_Sample_FindsNothingAboutTheRealHost()
    {
        _place.Folder("database");
        var options = new HostOptions { Directory = Incus, IsSample = true };

        var survey = await new HostInspector(options, _commands).InspectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(DaemonControlKind.Sample, survey.Control);
        Assert.Equal([FindingCode.DatabaseMissing], survey.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void KindFor_BothCommandsGiven_IsCommands() => Assert.Equal(
        DaemonControlKind.Commands, DaemonControls.KindFor(new HostOptions { Directory = Incus, DaemonStop = "a", DaemonStart = "b" }));

    [Fact]
    public void KindFor_DirectoryOfNoUnit_IsOperator() =>
        Assert.Equal(DaemonControlKind.Operator, DaemonControls.KindFor(new HostOptions { Directory = Incus }));
}

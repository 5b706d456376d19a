using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Core.Json;
using Recover.Core.Plans;
using Recover.Core.Reports;
using Recover.Core.Runs;
using Recover.Core.Samples;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Samples;

/// <summary>The whole way on the sample host, with the real rooms and the real schema, without root.</summary>
public sealed class SampleRecoveryTests : IAsyncLifetime
{
    private const int Timeout = 180_000;
    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("recover-sample-");
    private SampleHost _sample = null!;
    private RecoveryHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _sample = await SampleHost.CreateAsync(_top.FullName, TimeProvider.System, TestContext.Current.CancellationToken);
        _host = NewStart();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _top.Delete(recursive: true);
    }

    [Fact(Timeout = Timeout)]
    public async Task Scan_OfTheSample_FindsWhatIsThereAndNamesWhatIsBroken()
    {
        var one = await ScannedAsync(TestContext.Current.CancellationToken);
        Assert.Equal(DaemonState.Stopped, one.Host!.Daemon);
        Assert.Equal(DatabaseCondition.Missing, one.Host.Database);
        Assert.True(one.Inventory!.Pools.Single().Read);
        var states = one.Inventory.Volumes.ToLookup(volume => volume.State == VolumeState.Broken, volume => volume.Label);
        Assert.Equal(["default/mail1", "default/notes.txt", "default/old1", "default/wiki1"], states[true].Order(StringComparer.Ordinal));
        Assert.Equal(
            ["default/cache1", "default/db-data", "default/db1", "default/desk1", "default/web1", "shop/disk1", "shop/front", "shop/orders"],
            states[false].Order(StringComparer.Ordinal));
        Assert.Subset(
            one.Questions.Select(question => question.Id).ToHashSet(),
            new HashSet<string>(["project:shop/shop", "profile:default/web", "profile:shop/worker", "network:default/practicebr0"]));
        Assert.Equal("10.77.0.1/24", one.Questions.Single(question => question.Id == "network:default/practicebr0").Proposals[0].Definition!.Config["ipv4.address"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task WholeWay_OnTheSample_EndsWithEverythingAsPlannedAndCanBeUndone()
    {
        var stop = TestContext.Current.CancellationToken;
        var before = Tree();
        var planned = await PlannedAsync(stop);
        Assert.True(planned.Plan!.HasChanges, JsonSerializer.Serialize(planned.Plan.Notes, CoreJson.Indented));
        Assert.Equal(before, Tree());

        await _host.Workflow.StartApplyAsync(planned.Number, planned.Plan.Id, planned.Plan.HostName, "one", "anna", stop);
        var applied = await EndedAsync(planned.Number, stop);
        var run = Assert.Single(applied.Runs);
        Assert.True(run.Outcome == RunOutcome.Applied, run.Error);
        Assert.Equal([], run.Verification!.Differences);
        Assert.True(run.Verification.Matched > planned.Plan.Create.Instances.Length);
        Assert.Equal(6, planned.Plan.Create.Instances.Length);
        Assert.Equal(
            Path.Combine(_sample.Options.Directory.Pool("default"), "containers/web1"),
            new FileInfo(Path.Combine(_sample.Options.Directory.Root, "containers/web1")).LinkTarget);

        await _host.Workflow.StartUndoAsync(planned.Number, run.Run, "two", "anna", stop);
        var undone = await EndedAsync(planned.Number, stop);
        Assert.True(undone.Runs[^1].Outcome == RunOutcome.Undone, undone.Runs[^1].Error);
        Assert.Equal(before, Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Report_OfTheAppliedSample_SaysTheSameInEachForm()
    {
        var stop = TestContext.Current.CancellationToken;
        var planned = await PlannedAsync(stop);
        await _host.Workflow.StartApplyAsync(planned.Number, planned.Plan!.Id, planned.Plan.HostName, "one", "anna", stop);
        var applied = await EndedAsync(planned.Number, stop);
        var report = CaseReportBuilder.Build(applied, DateTimeOffset.UnixEpoch);
        var read = JsonSerializer.Deserialize<CaseReport>(ReportWriter.Json(report), CoreJson.Indented)!;
        Assert.Equal((applied.Reference, 6), (read.Reference, read.Numbers.InstancesBack));
        var html = ReportWriter.Html(report, "/report.css");
        var markdown = ReportWriter.Markdown(report);
        foreach (var form in (string[])[html, markdown])
        {
            Assert.Contains(ReportWriter.Checksum(report), form, StringComparison.Ordinal);
            Assert.Contains("shop/front", form, StringComparison.Ordinal);
            Assert.Contains(applied.Runs[0].Run, form, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Patch_ThatTheSchemaRefuses_IsRolledBack()
    {
        var stop = TestContext.Current.CancellationToken;
        var before = Tree();
        await _host.DisposeAsync();
        _host = NewStart(new FakeSpoiledDaemon(_sample.Daemon, _sample.Options.Directory, "INSERT INTO nonexistent VALUES (1);"));
        var planned = await PlannedAsync(stop);
        await _host.Workflow.StartApplyAsync(planned.Number, planned.Plan!.Id, planned.Plan.HostName, "one", "anna", stop);
        var run = (await EndedAsync(planned.Number, stop)).Runs.Single();
        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.Contains("nonexistent", run.Error!, StringComparison.Ordinal);
        Assert.Equal(before, Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Plan_WrittenAndReadAgain_IsStillWhatItsRecordsGive()
    {
        var stop = TestContext.Current.CancellationToken;
        var planned = await PlannedAsync(stop);
        var file = Path.Combine(_top.FullName, "plan.json");
        await PlanFile.WriteAsync(file, planned.Plan!, stop);
        var opened = await _host.Workflow.OpenWithPlanAsync(await PlanFile.ReadAsync(file, stop), "bert", stop);
        await _host.Workflow.StartApplyAsync(opened.Number, opened.Plan!.Id, opened.Plan.HostName, "one", "bert", stop);
        var run = (await EndedAsync(opened.Number, stop)).Runs.Single();
        Assert.True(run.Outcome == RunOutcome.Applied, run.Error);
    }

    private RecoveryHost NewStart(IDaemonControl? daemon = null) => RecoveryHost.CreateWithoutDaemon(
        _sample.Options, _sample.Data, new LookOptions(), daemon ?? _sample.Daemon, _sample.CompleteAsync, new SampleInstanceStarter(_sample.Daemon), NullLoggerFactory.Instance, TimeProvider.System);

    private async Task<RecoveryCase> ScannedAsync(CancellationToken cancellationToken)
    {
        var number = (await _host.Workflow.OpenAsync(CaseSituation.Practice, "anna", cancellationToken)).Number;
        var seen = await _host.Workflow.SurveyAsync(number, cancellationToken);
        await _host.Workflow.ChoosePoolsAsync(
            number, [.. seen.Found.Where(candidate => candidate.Suggested).Select(candidate => candidate.Definition)], "anna", cancellationToken);
        await _host.Workflow.StartScanAsync(number, cancellationToken);
        var scanned = await EndedAsync(number, cancellationToken);
        Assert.Null(scanned.ScanError);
        return scanned;
    }

    private async Task<RecoveryCase> PlannedAsync(CancellationToken cancellationToken)
    {
        var scanned = await ScannedAsync(cancellationToken);
        await _host.Workflow.AcceptProposalsAsync(scanned.Number, "anna", cancellationToken);
        return await _host.Workflow.BuildPlanAsync(scanned.Number, cancellationToken);
    }

    private async Task<RecoveryCase> EndedAsync(int number, CancellationToken cancellationToken)
    {
        await foreach (var activity in _host.Workflow.WatchAsync(number, cancellationToken))
        {
            if (!activity.Busy)
            {
                break;
            }
        }

        return (await _host.Workflow.FindAsync(number, cancellationToken))!;
    }

    private SortedDictionary<string, string> Tree() => new(
        Directory.EnumerateFileSystemEntries(
                _sample.Options.Directory.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .ToDictionary(
                path => Path.GetRelativePath(_sample.Options.Directory.Root, path),
                path => new FileInfo(path).LinkTarget ?? (Directory.Exists(path) ? "" : File.ReadAllText(path))),
        StringComparer.Ordinal);
}

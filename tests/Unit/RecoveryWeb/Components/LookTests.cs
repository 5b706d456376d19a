using Bunit;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class LookTests : PageTest
{
    [Fact]
    public void Look_ScanRuns_ShowsCountsAndThenTheResult()
    {
        var scanned = SampleCases.Scanned();
        var page = RenderPage<Look>(scanned with { Inventory = null });
        Workflow.Report(1, new CaseActivity { Scan = new ScanProgress("default", 1, 2, 12, 40), ScanStartedAt = SampleCases.Now });
        page.WaitForAssertion(() => Assert.Contains(
            Words.Fill(ScanPageTexts.RunningVolumes, 12, 40), TextOf(page, "scan-progress"), StringComparison.Ordinal));

        Workflow.Put(scanned);
        Workflow.Report(1, CaseActivity.Idle);

        page.WaitForAssertion(() => Assert.Contains(Words.Fill(ScanPageTexts.Summary, 1, 1, 1, 1), TextOf(page, "scan-summary"), StringComparison.Ordinal));
    }

    [Fact]
    public void Look_SomeAreBroken_NamesThemWithReasonRemedyAndRawError()
    {
        var page = RenderPage<Look>(SampleCases.Scanned());

        var broken = TextOf(page, "group-broken");
        Assert.Contains("db1", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("web1", broken, StringComparison.Ordinal);
        Assert.Contains(FindingTexts.Message(FindingCode.BackupFileMissing, []), broken, StringComparison.Ordinal);
        Assert.Contains(FindingTexts.Remedy(FindingCode.BackupFileMissing, []), broken, StringComparison.Ordinal);
        Assert.Contains("open backup.yaml: no such file", broken, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_NothingNew_SaysSo()
    {
        var known = SampleCases.Inventory with { Volumes = [SampleCases.Volume("mail", VolumeState.Known)] };

        var page = RenderPage<Look>(SampleCases.Scanned() with { Inventory = known, Questions = [] });

        Assert.Contains(ScanPageTexts.NothingTitle, TextOf(page, "nothing-found"), StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ScanFailed_ShowsTheErrorAndCanStartAgain()
    {
        var page = RenderPage<Look>(SampleCases.Scanned() with { Inventory = null, ScanError = "read error on sdb" });
        Assert.Contains("read error on sdb", TextOf(page, "scan-error"), StringComparison.Ordinal);

        Click(page, Words.Fill(ScanPageTexts.Start, Words.Pools(1)));

        Assert.Equal("scan", Assert.Single(Workflow.Calls));
    }

    [Fact]
    public void Look_ThousandsOfVolumes_ShowsAPageOfThemAndFilters()
    {
        var many = Enumerable.Range(0, 3000).Select(number => SampleCases.Volume($"vm{number:0000}", VolumeState.Recoverable));
        var page = RenderPage<Look>(SampleCases.Scanned() with { Inventory = SampleCases.Inventory with { Volumes = [.. many] } });
        Assert.Equal(50, page.FindAll("[data-testid='group-recoverable'] tbody tr").Count);

        page.Find("[data-testid='group-recoverable'] input").Input("vm2999");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid='group-recoverable'] tbody tr")));
    }
}

using System.Collections.Immutable;
using Bunit;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Readiness;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class PlanReadingTests : PageTest
{
    [Fact]
    public void Plan_NotMadeYet_IsMadeAndShown()
    {
        Workflow.OnPlan = one => one with { Plan = SampleCases.Plan };

        var page = RenderPage<PlanReading>(SampleCases.Scanned());

        Assert.Equal("plan", Assert.Single(Workflow.Calls));
        var totals = Words.Fill(PlanPageTexts.Totals, Words.Changes(3), Words.Count(1, PlanPageTexts.LinksOne, PlanPageTexts.LinksMany));
        Assert.Contains(totals, TextOf(page, "plan-totals"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Shown_NamesRecordsNotRecoveredDecisionsAndSql()
    {
        var page = RenderPage<PlanReading>(SampleCases.Planned());

        Assert.Empty(Workflow.Calls);
        Assert.Contains("shop/web1", page.Markup, StringComparison.Ordinal);
        Assert.Contains(SampleCases.Plan.NotRecovered[0].NextStep, TextOf(page, "not-recovered"), StringComparison.Ordinal);
        Assert.Contains(SampleCases.Plan.Statements[0], TextOf(page, "plan-sql"), StringComparison.Ordinal);
        Assert.Contains(QuestionsPageTexts.AnswerLeaveOut, page.Markup, StringComparison.Ordinal);
        Click(page, PlanPageTexts.Continue);
        Assert.EndsWith("/cases/1/recover", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_InstanceThatWontStart_IsNamedWithWhatToDo()
    {
        var finding = Finding.Of(FindingCode.DeviceHostPathMissing, "share", "/srv/gone");
        ImmutableArray<InstanceReadiness> readiness =
            [new("shop", "web1", StartForecast.NotReady, [finding]), new("shop", "web2", StartForecast.Ready, [])];

        var page = RenderPage<PlanReading>(SampleCases.Planned() with { Plan = SampleCases.Plan with { Readiness = readiness } });

        var said = TextOf(page, "readiness");
        Assert.Contains("shop/web1", said, StringComparison.Ordinal);
        Assert.Contains(PlanPageTexts.ForecastNotReady, said, StringComparison.Ordinal);
        Assert.Contains(finding.Remedy, said, StringComparison.Ordinal);
        Assert.DoesNotContain("shop/web2", said, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Trim() == PlanPageTexts.Continue);
    }

    [Fact]
    public void Plan_RiskyContent_IsGroupedBeforeTheOtherNotes()
    {
        var plan = SampleCases.Plan with
        {
            Notes =
            [
                new PlanNote("shop/web1", Finding.Of(FindingCode.RootDiskAdded, "default")),
                new PlanNote("shop/web1", Finding.Of(FindingCode.RawSetting, "raw.lxc").WithRaw("raw.lxc: lxc.hook.pre-start = /evil")),
                new PlanNote("profile shop/web", Finding.Of(FindingCode.RawSetting, "raw.idmap")),
            ],
        };

        var page = RenderPage<PlanReading>(SampleCases.Planned() with { Plan = plan });

        var group = Assert.Single(page.FindAll("[data-testid=risks] details"));
        Assert.Equal(nameof(FindingCode.RawSetting), group.GetAttribute("data-code"));
        Assert.Contains("lxc.hook.pre-start", group.TextContent, StringComparison.Ordinal);
        Assert.Contains("profile shop/web", group.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Finding.Of(FindingCode.RootDiskAdded, "default").Message, TextOf(page, "risks"), StringComparison.Ordinal);
        Assert.Contains(Finding.Of(FindingCode.RootDiskAdded, "default").Message, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_NothingInIt_OffersNoRecovery()
    {
        var empty = SampleCases.Plan with { Statements = [] };

        var page = RenderPage<PlanReading>(SampleCases.Planned() with { Plan = empty });

        Assert.Contains(PlanPageTexts.NothingTitle, TextOf(page, "nothing-to-change"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == PlanPageTexts.Continue);
    }
}

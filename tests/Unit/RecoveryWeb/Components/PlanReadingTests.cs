using Bunit;
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
    public void Plan_NothingInIt_OffersNoRecovery()
    {
        var empty = SampleCases.Plan with { Statements = [] };

        var page = RenderPage<PlanReading>(SampleCases.Planned() with { Plan = empty });

        Assert.Contains(PlanPageTexts.NothingTitle, TextOf(page, "nothing-to-change"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == PlanPageTexts.Continue);
    }
}

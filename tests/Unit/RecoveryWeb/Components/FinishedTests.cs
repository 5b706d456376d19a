using Bunit;
using Recover.Core.Runs;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class FinishedTests : PageTest
{
    [Fact]
    public void Finished_Applied_SaysHowManyAreBackAndWhichAreNot()
    {
        var page = RenderPage<Finished>(SampleCases.After(RunOutcome.Applied));

        Assert.Contains(Words.Fill(FinishedPageTexts.AllBack, 1, Words.Instances(2)), TextOf(page, "finished-summary"), StringComparison.Ordinal);
        Assert.Contains("shop/db1", TextOf(page, "not-recovered"), StringComparison.Ordinal);
        Assert.Contains(page.FindAll("a"), link => link.GetAttribute("href") == "/cases/1/report");
        Assert.Contains(Words.Fill(SharedTexts.ChangedSince, "2026-11-23 14:03 UTC"), TextOf(page, "banner"), StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_DifferencesSeen_AreShown()
    {
        var applied = SampleCases.After(RunOutcome.Applied);
        var run = applied.Runs[0] with { Verification = new Verification(2, ["web1: limits.cpu is 1 instead of 2"], SampleCases.Now) };

        var page = RenderPage<Finished>(applied with { Runs = [run] });

        Assert.Contains("limits.cpu is 1", TextOf(page, "differences"), StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_Undo_NeedsTheTickFirst()
    {
        var page = RenderPage<Finished>(SampleCases.After(RunOutcome.Applied));
        Assert.True(page.FindAll("button").First(button => button.TextContent.Trim() == FinishedPageTexts.UndoButton).HasAttribute("disabled"));

        page.Find("input[type=checkbox]").Change(true);
        Click(page, FinishedPageTexts.UndoButton);

        Assert.Equal($"undo {SampleCases.Run(null).Run} anna", Assert.Single(Workflow.Calls));
        Assert.EndsWith("/cases/1/recover", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_Closed_OffersNothingToChange()
    {
        var page = RenderPage<Finished>(SampleCases.After(RunOutcome.Applied));
        Click(page, FinishedPageTexts.Close);

        Assert.Equal("close anna", Assert.Single(Workflow.Calls));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == FinishedPageTexts.UndoButton);
    }

    [Fact]
    public void Finished_NothingApplied_LeadsToRecover()
    {
        var page = RenderPage<Finished>(SampleCases.Planned());

        Assert.Contains(page.FindAll("a"), link => link.GetAttribute("href") == "/cases/1/recover");
        Assert.Contains(Words.Fill(SharedTexts.LookingOnly, SampleCases.HostName), TextOf(page, "banner"), StringComparison.Ordinal);
    }
}

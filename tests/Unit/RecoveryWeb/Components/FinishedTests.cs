using Bunit;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Readiness;
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
    public void Finished_InstanceNotStarted_IsStartedByItsButton()
    {
        var page = RenderPage<Finished>(SampleCases.After(RunOutcome.Applied));

        Click(page, FinishedPageTexts.StartButton);

        Assert.Equal("start shop/web1 anna", Assert.Single(Workflow.Calls));
    }

    [Fact]
    public void Finished_StartThatFailed_SaysWhatIncusSaidAndWhatWasSaidBefore()
    {
        var applied = SampleCases.After(RunOutcome.Applied);
        var finding = Finding.Of(FindingCode.DeviceHostPathMissing, "share", "/srv/gone");
        var start = new InstanceStart
        {
            Project = "shop",
            Name = "web1",
            State = InstanceStartState.Failed,
            By = "anna",
            StartedAt = SampleCases.Now,
            Error = "Missing source path",
            Log = "lxc ERROR",
        };

        var page = RenderPage<Finished>(applied with
        {
            Starts = [start],
            Plan = applied.Plan! with { Readiness = [new InstanceReadiness("shop", "web1", StartForecast.NotReady, [finding])] },
        });

        var row = page.Find("tr[data-instance='shop/web1']");
        Assert.Equal(nameof(InstanceStartState.Failed), row.GetAttribute("data-state"));
        Assert.Contains(FinishedPageTexts.StartStateFailed, row.TextContent, StringComparison.Ordinal);
        Assert.Contains(PlanPageTexts.ForecastNotReady, row.TextContent, StringComparison.Ordinal);
        Assert.Contains(finding.Remedy, row.TextContent, StringComparison.Ordinal);
        Assert.Contains(row.QuerySelectorAll("details pre"), text => text.TextContent == "Missing source path");
        Click(page, FinishedPageTexts.StartAgain);
        Assert.Equal("start shop/web1 anna", Assert.Single(Workflow.Calls));
    }

    [Fact]
    public void Finished_StartUnderWay_OffersNoSecondOne()
    {
        var start = new InstanceStart { Project = "shop", Name = "web1", State = InstanceStartState.Starting, By = "anna", StartedAt = SampleCases.Now };
        Workflow.Report(1, new CaseActivity { Start = start });

        var page = RenderPage<Finished>(SampleCases.After(RunOutcome.Applied) with { Starts = [start] });

        Assert.Equal(nameof(InstanceStartState.Starting), page.Find("tr[data-instance='shop/web1']").GetAttribute("data-state"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == FinishedPageTexts.StartButton);
        Assert.Contains(Words.Fill(FinishedPageTexts.StartOneAtATime, "shop/web1"), page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finished_StartThatEndsWhileThePageStillLoadsItsBegin_ShowsTheEnd()
    {
        var applied = SampleCases.After(RunOutcome.Applied);
        var start = new InstanceStart { Project = "shop", Name = "web1", State = InstanceStartState.Starting, By = "anna", StartedAt = SampleCases.Now };
        var page = RenderPage<Finished>(applied);
        var slow = new TaskCompletionSource();
        Workflow.OnStart = () =>
        {
            Workflow.Put(applied with { Starts = [start] });
            Workflow.Loading = slow.Task;
            Workflow.Report(1, new CaseActivity { Start = start });
        };
        Click(page, FinishedPageTexts.StartButton);

        Workflow.Loading = Task.CompletedTask;
        Workflow.Put(applied with { Starts = [start with { State = InstanceStartState.Running }] });
        Workflow.Report(1, CaseActivity.Idle);
        await page.WaitForAssertionAsync(() => AssertState(page, InstanceStartState.Running));
        await page.InvokeAsync(slow.SetResult);

        AssertState(page, InstanceStartState.Running);
    }

    [Fact]
    public async Task Finished_CaseThatCannotBeReadAnyMore_SaysSo()
    {
        var page = RenderPage<Finished>(SampleCases.After(RunOutcome.Applied));
        Workflow.Loading = Task.FromException(new IOException("the disk is gone"));

        Workflow.Report(1, new CaseActivity { Run = SampleCases.Run(null) });

        await page.WaitForAssertionAsync(() => Assert.Contains(
            Words.Fill(SharedTexts.Unexpected, "the disk is gone"), TextOf(page, "problem"), StringComparison.Ordinal));
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

    private static void AssertState(IRenderedComponent<Finished> page, InstanceStartState state) =>
        Assert.Equal(state.ToString(), page.Find("tr[data-instance='shop/web1']").GetAttribute("data-state"));
}

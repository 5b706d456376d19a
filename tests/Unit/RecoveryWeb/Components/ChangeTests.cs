using Bunit;
using Recover.Core.Cases;
using Recover.Core.Runs;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class ChangeTests : PageTest
{
    [Fact]
    public void Change_WrongHostNameTyped_StartsNothing()
    {
        var page = RenderPage<Change>(SampleCases.Planned());
        page.Find("form input").Change("beta");

        page.Find("form").Submit();

        Assert.Empty(Workflow.Calls);
        Assert.Contains(Words.Fill(RecoverPageTexts.HostWrong, SampleCases.HostName), page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_HostNameTyped_StartsTheRunAndFollowsIt()
    {
        var page = RenderPage<Change>(SampleCases.Planned());
        Assert.Contains(Words.Fill(RecoverPageTexts.Button, Words.Changes(3), SampleCases.HostName), page.Markup, StringComparison.Ordinal);
        page.Find("form input").Change(SampleCases.HostName);

        page.Find("form").Submit();
        Workflow.Report(1, new CaseActivity { Run = SampleCases.Run(null) with { WaitingFor = "Stop the daemon" } });

        Assert.Equal($"apply {SampleCases.Plan.Id} {SampleCases.HostName} anna", Assert.Single(Workflow.Calls));
        page.WaitForAssertion(() => Assert.Contains("Stop the daemon", TextOf(page, "waiting-for"), StringComparison.Ordinal));
        Assert.Contains(RecoverPageTexts.StateRunning, TextOf(page, "run-steps"), StringComparison.Ordinal);
        Workflow.Put(SampleCases.After(RunOutcome.Applied));
        Workflow.Report(1, CaseActivity.Idle);
        page.WaitForAssertion(() => Assert.Contains(RecoverPageTexts.AppliedTitle, TextOf(page, "run-applied"), StringComparison.Ordinal));
    }

    [Fact]
    public void Change_OpenedDuringARunBeforeTheCaseIsLoaded_ShowsTheRunThen()
    {
        var loading = new TaskCompletionSource();
        Workflow.Loading = loading.Task;
        Workflow.Report(1, new CaseActivity { Run = SampleCases.Run(null, RunKind.Restore) });
        var page = RenderPage<Change>(SampleCases.Planned());

        loading.SetResult();

        page.WaitForAssertion(() => Assert.Contains(
            Words.Fill(RecoverPageTexts.RunTitleRestore, SampleCases.HostName), page.Find("h1").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Change_RunRefused_SaysWhyAndStaysUsable()
    {
        Workflow.Refusal = new RunRefusedException(RunRefusal.Drift, "fingerprint differs");
        var page = RenderPage<Change>(SampleCases.Planned());
        page.Find("form input").Change(SampleCases.HostName);

        page.Find("form").Submit();

        Assert.Contains(RecoverPageTexts.RefusedDrift, TextOf(page, "problem"), StringComparison.Ordinal);
    }

    [Fact]
    public void Change_RolledBack_SaysWhatHappenedAndWhatNow()
    {
        var page = RenderPage<Change>(SampleCases.After(RunOutcome.RolledBack));

        var text = TextOf(page, "run-rolled-back");
        Assert.Contains("UNIQUE constraint failed", text, StringComparison.Ordinal);
        Assert.Contains(RecoverPageTexts.DataLostNo, text, StringComparison.Ordinal);
        Assert.Contains(RecoverPageTexts.WhatNowRolledBack, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_Interrupted_CanBeFinished()
    {
        var page = RenderPage<Change>(SampleCases.After(RunOutcome.Interrupted));

        Click(page, RecoverPageTexts.Finish);

        Assert.Equal($"resume {SampleCases.Run(null).Run} anna", Assert.Single(Workflow.Calls));
    }

    [Fact]
    public void Change_InterruptedOrFailed_CanBeUndone()
    {
        var page = RenderPage<Change>(SampleCases.After(RunOutcome.Failed));

        Click(page, RecoverPageTexts.Undo);

        Assert.Equal($"undo {SampleCases.Run(null).Run} anna", Assert.Single(Workflow.Calls));
    }
}

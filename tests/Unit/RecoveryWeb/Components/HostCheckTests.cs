using Bunit;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class HostCheckTests : PageTest
{
    [Fact]
    public void HostCheck_CaseNotLookedAt_LooksByItselfAndShowsFindings()
    {
        Workflow.OnSurvey = SampleCases.Surveyed;

        var page = RenderPage<HostCheck>(SampleCases.Opened());

        Assert.Equal("survey", Assert.Single(Workflow.Calls));
        Assert.Contains(FindingTexts.Message(FindingCode.DatabaseMissing, []), page.Markup, StringComparison.Ordinal);
        Assert.Contains(HostPageTexts.DatabaseMissing, page.Markup, StringComparison.Ordinal);
        Click(page, HostPageTexts.Continue);
        Assert.EndsWith("/cases/1/storage", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void HostCheck_DaemonWasKilled_StartsItOnlyWhenAsked()
    {
        var killed = SampleCases.Surveyed() with { Host = SampleCases.Host with { Database = DatabaseCondition.StoppedUncleanly } };
        var page = RenderPage<HostCheck>(killed);
        Assert.Empty(Workflow.Calls);

        Click(page, HostPageTexts.StartButton);

        Assert.Equal("start-daemon anna", Assert.Single(Workflow.Calls));
    }

    [Fact]
    public void HostCheck_SurveyFails_SaysSoOnThePage()
    {
        Workflow.OnSurvey = _ => throw new IOException("disk is gone");

        var page = RenderPage<HostCheck>(SampleCases.Opened());

        Assert.Contains("disk is gone", TextOf(page, "problem"), StringComparison.Ordinal);
    }

    [Fact]
    public void HostCheck_UnknownCase_SaysSo()
    {
        var page = Render<HostCheck>(parameters => parameters.Add(one => one.Number, 7));

        Assert.Contains(SharedTexts.NoCaseText, page.Markup, StringComparison.Ordinal);
    }
}

using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Core.Runs;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class StartTests : PageTest
{
    [Fact]
    public void Start_CardClicked_OpensCaseForTheOperatorAndGoesToTheHost()
    {
        var page = Render<Start>();

        page.FindAll("button.card").First(card => card.TextContent.Contains(StartPageTexts.DatabaseLost, StringComparison.Ordinal)).Click();

        Assert.Equal($"open {CaseSituation.DatabaseLost} anna", Assert.Single(Workflow.Calls));
        Assert.EndsWith("/cases/1/host", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_SampleHost_OffersPracticeOnly()
    {
        Services.AddSingleton(new HostOptions { IsSample = true });

        var page = Render<Start>();

        Assert.Contains(StartPageTexts.Practice, Assert.Single(page.FindAll("button.card")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_CaseExists_OffersToGoOnWhereItIs()
    {
        Workflow.Put(SampleCases.Scanned());

        var page = Render<Start>();

        Assert.Equal("/cases/1/questions", page.Find("td a").GetAttribute("href"));
    }

    [Fact]
    public void Start_RunWasInterrupted_SaysSoFirstAndLeadsToIt()
    {
        Workflow.Put(SampleCases.After(RunOutcome.Interrupted));

        var page = Render<Start>();

        var told = page.Find("[data-testid=interrupted]");
        Assert.Contains(RecoverPageTexts.InterruptedTitle, told.TextContent, StringComparison.Ordinal);
        Assert.Contains(RecoverPageTexts.InterruptedText, told.TextContent, StringComparison.Ordinal);
        Assert.Equal("/cases/1/recover", page.Find("[data-testid=interrupted] a").GetAttribute("href"));
        Assert.Equal("/cases/1/recover", page.Find("td a").GetAttribute("href"));
        Assert.Equal(RecoverPageTexts.OutcomeInterrupted, page.Find("td .tag").TextContent);
    }

    [Fact]
    public void Start_RunEnded_IsNotSaidToBeInterrupted()
    {
        Workflow.Put(SampleCases.After(RunOutcome.RolledBack));

        var page = Render<Start>();

        Assert.Empty(page.FindAll("[data-testid=interrupted]"));
        Assert.Equal(RecoverPageTexts.OutcomeRolledBack, page.Find("td .tag").TextContent);
    }
}

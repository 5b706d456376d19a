using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Recover.Core.Cases;
using Recover.Core.Hosts;
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
}

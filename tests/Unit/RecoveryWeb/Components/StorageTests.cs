using Bunit;
using Recover.Core.Findings;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class StorageTests : PageTest
{
    [Fact]
    public void Storage_FoundPools_ScansTheSuggestedOnesWithoutTyping()
    {
        var page = RenderPage<Storage>(SampleCases.Surveyed());

        Click(page, Words.Fill(StoragePageTexts.LookInside, Words.Pools(1)));

        Assert.Equal(["choose default", "scan"], Workflow.Calls);
        Assert.EndsWith("/cases/1/scan", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_NothingFound_SaysSoAndOpensTheForm()
    {
        var page = RenderPage<Storage>(SampleCases.Surveyed() with { Found = [] });

        Assert.Contains(StoragePageTexts.NothingFoundTitle, TextOf(page, "nothing-found"), StringComparison.Ordinal);
        Assert.True(page.Find("details.typed").HasAttribute("open"));
        Click(page, Words.Fill(StoragePageTexts.LookInside, Words.Pools(0)));
        Assert.Empty(Workflow.Calls);
        Assert.Contains(StoragePageTexts.ChooseOne, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_TypedPoolWithProblems_ShowsEachAtItsField()
    {
        Workflow.OnCheck = _ => [Finding.Of(FindingCode.PoolNameInvalid, "a b"), Finding.Of(FindingCode.PoolSourceMissing, "/nowhere")];
        var page = RenderPage<Storage>(SampleCases.Surveyed() with { Found = [] });
        page.FindAll("form textarea")[^1].Change("size");

        page.Find("form").Submit();

        Assert.Contains(FindingTexts.Message(FindingCode.PoolNameInvalid, ["a b"]), page.Find("#pool-name-error").TextContent, StringComparison.Ordinal);
        Assert.Contains(FindingTexts.Message(FindingCode.PoolSourceMissing, ["/nowhere"]), page.Find("#pool-source-error").TextContent, StringComparison.Ordinal);
        Assert.Contains(Words.Fill(StoragePageTexts.ConfigLine, 1), page.Find("#pool-config-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_TypedPoolThatFits_IsLookedInto()
    {
        var page = RenderPage<Storage>(SampleCases.Surveyed() with { Found = [] });
        page.FindAll("form input")[0].Change("fast");
        page.FindAll("form input")[^1].Change("/srv/fast");

        page.Find("form").Submit();
        Click(page, Words.Fill(StoragePageTexts.LookInside, Words.Pools(1)));

        Assert.Equal(["choose fast", "scan"], Workflow.Calls);
        Assert.Equal("/srv/fast", Workflow.Get(1).Chosen.Single().Source);
    }
}

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
    public void Storage_EncryptedDataset_AsksForItsKeyAndHandsItOnOnce()
    {
        var surveyed = SampleCases.Surveyed();
        var page = RenderPage<Storage>(surveyed with
        {
            Found = [surveyed.Found[0] with { Findings = [Finding.Of(FindingCode.ZfsKeyNeeded, "tank/enc") with { Severity = FindingSeverity.Warning }] }],
        });
        var field = page.Find("[data-testid=zfs-keys] input");
        Assert.Equal("password", field.GetAttribute("type"));
        field.Change("open sesame");

        Click(page, Words.Fill(StoragePageTexts.LookInside, Words.Pools(1)));

        Assert.Equal(["zfs-key tank/enc open sesame", "choose default", "scan"], Workflow.Calls);
        Assert.DoesNotContain("open sesame", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_KeyThatDidNotOpen_IsSaidAtItsField()
    {
        var scanned = SampleCases.Scanned();
        var volume = scanned.Inventory!.Volumes[0] with { Findings = [Finding.Of(FindingCode.ZfsKeyWrong, "tank/enc")] };

        var page = RenderPage<Storage>(scanned with { Inventory = scanned.Inventory with { Volumes = [volume] } });

        Assert.Contains(Words.Fill(StoragePageTexts.KeyWrong, "tank/enc"), TextOf(page, "zfs-keys"), StringComparison.Ordinal);
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

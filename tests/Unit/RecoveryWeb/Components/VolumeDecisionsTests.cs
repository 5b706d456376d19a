using Bunit;
using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class VolumeDecisionsTests : PageTest
{
    private static readonly ScannedVolume Web1 = SampleCases.Volume("web1", VolumeState.Recoverable);

    [Fact]
    public void Decisions_List_WhatCanComeBackAndIsNotAskedAbout()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());

        Assert.Equal(["shop/web1"], page.FindAll("tr[data-volume]").Select(row => row.GetAttribute("data-volume")));
        Assert.Equal("back", page.Find("tr[data-volume]").GetAttribute("data-decision"));
    }

    [Fact]
    public void Question_AboutACopy_ShowsWhereItLiesAndHowOldItIs()
    {
        var written = SampleCases.Now.AddDays(-3);
        var copy = SampleCases.Volume("web2", VolumeState.Question, Finding.Of(FindingCode.PoolNameMismatch, "old", "default"));
        copy = copy with { Backup = new BackupFile { ModifiedAt = written, Instance = new BackupInstance { LastUsedAt = IncusTime.From(SampleCases.Now) } } };

        var page = RenderPage<Questions>(SampleCases.Scanned() with { Inventory = SampleCases.Inventory with { Volumes = [copy] } });

        var facts = TextOf(page, "volume-facts");
        Assert.Contains(copy.Pool, facts, StringComparison.Ordinal);
        Assert.Contains(Words.Moment(written, TimeProvider.System), facts, StringComparison.Ordinal);
        Assert.Contains(Words.Moment(SampleCases.Now, TimeProvider.System), facts, StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_LeaveOutAndBringBack_AreTakenAtOnce()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());

        Row(page, QuestionsPageTexts.VolumeLeaveOut);
        Assert.Equal($"answer {Answer.VolumeQuestion(Web1.Id)} {AnswerKind.LeaveOut} anna", Workflow.Calls.Last());
        Assert.Equal("out", page.Find("tr[data-volume]").GetAttribute("data-decision"));
        Row(page, QuestionsPageTexts.BringBack);
        Assert.Equal($"withdraw {Answer.VolumeQuestion(Web1.Id)}", Workflow.Calls.Last());
        Assert.Equal("back", page.Find("tr[data-volume]").GetAttribute("data-decision"));
    }

    [Fact]
    public void Decisions_NewIdentity_CanBeTakenAndTakenBack()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());

        Row(page, QuestionsPageTexts.NewIdentity);
        Assert.Equal($"answer {Answer.IdentityQuestion(Web1.Id)} {AnswerKind.Renew} anna", Workflow.Calls.Last());
        Assert.Equal("renewed", page.Find("tr[data-volume]").GetAttribute("data-decision"));
        page.Find($"select[aria-label^='{QuestionsPageTexts.IdentityWhat}']").Change(nameof(AnswerKind.RenewAddresses));
        Assert.Equal($"answer {Answer.IdentityQuestion(Web1.Id)} {AnswerKind.RenewAddresses} anna", Workflow.Calls.Last());
        Assert.Equal("renewed", page.Find("tr[data-volume]").GetAttribute("data-decision"));
        Row(page, QuestionsPageTexts.KeepIdentity);
        Assert.Equal($"withdraw {Answer.IdentityQuestion(Web1.Id)}", Workflow.Calls.Last());
    }

    [Fact]
    public void Decisions_InBulk_TakeThoseTheFilterShows()
    {
        var many = Enumerable.Range(1, 3).Select(number => SampleCases.Volume($"job{number}", VolumeState.Recoverable)).Append(Web1).ToArray();
        var page = RenderPage<Questions>(SampleCases.Scanned() with { Inventory = SampleCases.Inventory with { Volumes = [.. many] } });

        page.Find("[data-testid=volume-decisions] input[type=search]").Input("job");
        Click(page, Words.Fill(QuestionsPageTexts.LeaveOutShown, 3));

        Assert.Equal(["out", "out", "out"], page.FindAll("tr[data-volume]").Select(row => row.GetAttribute("data-decision")));
        page.Find("[data-testid=volume-decisions] input[type=search]").Input("");
        Assert.Equal(4, page.FindAll("tr[data-volume]").Count);
        Assert.Equal("back", page.Find("tr[data-volume='shop/web1']").GetAttribute("data-decision"));
        Click(page, Words.Fill(QuestionsPageTexts.BringBackShown, 4));
        Assert.All(page.FindAll("tr[data-volume]"), row => Assert.Equal("back", row.GetAttribute("data-decision")));
    }

    private static void Row(IRenderedComponent<Questions> page, string words) =>
        page.Find("tr[data-volume]").QuerySelectorAll("button").First(button => button.TextContent.Trim() == words).Click();
}

using Bunit;
using Recover.Core.Dependencies;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class QuestionsTests : PageTest
{
    [Fact]
    public void Questions_BestProposalSaved_IsTheAnswerOfTheOperator()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());

        Click(page, QuestionsPageTexts.Save);

        var answer = Assert.Single(Workflow.Answers);
        Assert.Equal((SampleCases.MissingProfile.Id, AnswerKind.Accept, "newest", "anna"), (answer.QuestionId, answer.Kind, answer.ProposalId, answer.By));
        Assert.Contains(QuestionsPageTexts.ProposalBackupFiles, TextOf(page, "answered"), StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_EditedDefinition_IsTheAnswer()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());
        Choose(page, QuestionsPageTexts.Edit);
        var areas = page.FindAll(".editor textarea:not([aria-hidden])");
        areas[0].Change("limits.cpu=4");
        page.FindAll(".editor textarea:not([aria-hidden])")[1].Change("[root]\npath=/\npool=default\ntype=disk");

        Click(page, QuestionsPageTexts.Save);

        var definition = Assert.Single(Workflow.Answers).Definition!;
        Assert.Equal("4", definition.Config["limits.cpu"]);
        Assert.Equal("disk", Assert.Single(definition.Devices).Value["type"]);
    }

    [Fact]
    public void Questions_EditedDefinitionThatIsWrong_NamesTheLineAndSavesNothing()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());
        Choose(page, QuestionsPageTexts.Edit);
        page.FindAll(".editor textarea:not([aria-hidden])")[0].Change("limits.cpu=4\nnonsense");

        Click(page, QuestionsPageTexts.Save);

        Assert.Empty(Workflow.Answers);
        var expected = Words.Fill(QuestionsPageTexts.LineWrong, QuestionsPageTexts.EditConfig, 2, QuestionsPageTexts.FormKeyValue);
        Assert.Equal(expected, page.Find(".field-error").TextContent);
    }

    [Fact]
    public void Questions_MappedOrLeftOut_AreAnswersToo()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());
        Choose(page, QuestionsPageTexts.MapTo);
        Click(page, QuestionsPageTexts.Save);
        Choose(page, Words.Fill(QuestionsPageTexts.LeaveOutCount, Words.Instances(1)));
        Click(page, QuestionsPageTexts.Save);
        Click(page, QuestionsPageTexts.VolumeRecover);

        Assert.Equal([AnswerKind.Map, AnswerKind.LeaveOut, AnswerKind.Recover], Workflow.Answers.Select(answer => answer.Kind));
        Assert.Equal("default", Workflow.Answers.First().MapTo);
        Assert.Contains(QuestionsPageTexts.AllAnswered, TextOf(page, "open-questions"), StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_IDoNotKnow_LeavesOutAndSaysWhatHappensThen()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());
        Choose(page, QuestionsPageTexts.Unsure);
        Click(page, QuestionsPageTexts.Save);
        Click(page, QuestionsPageTexts.Unsure);

        Assert.Equal([(AnswerKind.LeaveOut, true), (AnswerKind.LeaveOut, true)], Workflow.Answers.Select(answer => (answer.Kind, answer.Unsure)));
        var answered = page.FindAll("[data-testid='answered']");
        Assert.Equal(2, answered.Count);
        Assert.All(answered, answer => Assert.Contains(QuestionsPageTexts.Unsure, answer.TextContent, StringComparison.Ordinal));
        Assert.All(answered, answer => Assert.Equal(QuestionsPageTexts.UnsureNext, answer.NextElementSibling!.TextContent));
    }

    [Fact]
    public void Questions_AcceptAllThenChangeOne_AsksAgain()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned());
        Click(page, QuestionsPageTexts.AcceptAll);
        Assert.Equal(2, page.FindAll("[data-testid='answered']").Count);

        Click(page, QuestionsPageTexts.Change);

        Assert.Equal(["accept anna", $"withdraw {SampleCases.MissingProfile.Id}"], Workflow.Calls);
        Assert.Single(page.FindAll("[data-testid='answered']"));
    }

    [Fact]
    public void Questions_None_SaysSo()
    {
        var page = RenderPage<Questions>(SampleCases.Scanned() with { Questions = [], Inventory = SampleCases.Inventory with { Volumes = [] } });

        Assert.Contains(QuestionsPageTexts.NoneTitle, TextOf(page, "no-questions"), StringComparison.Ordinal);
    }

    private static void Choose(IRenderedComponent<Questions> page, string words) =>
        page.FindAll("label").First(label => label.TextContent.Trim() == words).QuerySelector("input")!.Change(true);
}

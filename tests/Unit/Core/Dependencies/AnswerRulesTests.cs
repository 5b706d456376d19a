using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Dependencies;

public sealed class AnswerRulesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private readonly LostPool _pool = new();
    private readonly LostPool _other = new("other");

    public AnswerRulesTests() => _pool.AddContainer("c1");

    public void Dispose()
    {
        _pool.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Problem_AnswersThatFit_IsNull()
    {
        var analysis = await AnalyseAsync();
        var web = analysis.Questions.Single(question => question.Id == "profile:default/web");
        Assert.Null(Problem(analysis, Of(web, AnswerKind.Accept) with { ProposalId = web.Proposals[0].Id }));
        Assert.Null(Problem(analysis, Of(web, AnswerKind.Map) with { MapTo = "default" }));
        Assert.Null(Problem(analysis, Of(web, AnswerKind.Edit) with { Definition = new Definition() }));
        Assert.Null(Problem(analysis, Of(web, AnswerKind.LeaveOut)));
    }

    [Fact]
    public async Task Problem_AnswersThatDoNotFit_SaysWhy()
    {
        var analysis = await AnalyseAsync();
        var web = analysis.Questions.Single(question => question.Id == "profile:default/web");
        var network = analysis.Questions.Single(question => question.Kind == MissingKind.Network);
        Assert.Equal(DependencyTexts.NoSuchProposal, Problem(analysis, Of(web, AnswerKind.Accept) with { ProposalId = "other" }));
        Assert.Equal(DependencyTexts.NoSuchObject("other"), Problem(analysis, Of(web, AnswerKind.Map) with { MapTo = "other" }));
        Assert.Equal(DependencyTexts.DefinitionNeeded, Problem(analysis, Of(web, AnswerKind.Edit)));
        Assert.Equal(DependencyTexts.KindUnfit, Problem(analysis, Of(web, AnswerKind.Recover)));
        Assert.NotNull(Problem(analysis, Of(network, AnswerKind.Edit) with { Definition = new Definition { Type = "hub" } }));
        Assert.Equal(
            DependencyTexts.DeviceTypeNeeded("eth0"),
            Problem(analysis, Of(web, AnswerKind.Edit) with { Definition = new Definition { Devices = ConfigMaps.NoDevices.Add("eth0", ConfigMaps.Empty) } }));
        Assert.Equal(DependencyTexts.NoSuchQuestion("x"), Problem(analysis, new Answer { QuestionId = "x", Kind = AnswerKind.LeaveOut, By = "me", At = Now }));
    }

    [Fact]
    public async Task Problem_NetworkThatNoBridgeCanBeNamed_CanOnlyBeOfAnotherType()
    {
        _pool.Edit("c1", file => file.Replace("      network: br0\n", "      network: a-name-of-sixteen\n", StringComparison.Ordinal));
        var analysis = await AnalyseAsync();
        var network = analysis.Questions.Single(question => question.Kind == MissingKind.Network);
        Assert.Equal(
            DependencyTexts.BridgeNameTooLong(AnswerRules.LongestBridge), Problem(analysis, Of(network, AnswerKind.Edit) with { Definition = new Definition { Type = "bridge" } }));
        Assert.Null(Problem(analysis, Of(network, AnswerKind.Edit) with { Definition = new Definition { Type = "macvlan" } }));
    }

    [Fact]
    public async Task Problem_EditedDefinitionThatCannotBe_SaysWhy()
    {
        var analysis = await AnalyseAsync();
        var web = analysis.Questions.Single(question => question.Id == "profile:default/web");
        var network = analysis.Questions.Single(question => question.Kind == MissingKind.Network);
        var nic = ConfigMaps.Empty.Add("type", "nic");
        var bridge = new Definition { Type = "bridge" };
        string? Said(MissingObject question, Definition definition) => Problem(analysis, Of(question, AnswerKind.Edit) with { Definition = definition });
        Assert.Equal(DependencyTexts.DevicesUnfit, Said(network, bridge with { Devices = ConfigMaps.NoDevices.Add("eth0", nic) }));
        Assert.Equal(DependencyTexts.NameNeeded, Said(network, bridge with { Config = ConfigMaps.Empty.Add(" ", "x") }));
        Assert.Equal(DependencyTexts.NameNeeded, Said(web, new Definition { Devices = ConfigMaps.NoDevices.Add("", nic) }));
        Assert.Equal(DependencyTexts.DeviceTypeNeeded("eth0"), Said(web, new Definition { Devices = ConfigMaps.NoDevices.Add("eth0", nic.SetItem("type", "floppy")) }));
        Assert.Null(Said(web, new Definition { Devices = ConfigMaps.NoDevices.Add("eth0", nic) }));
    }

    [Fact]
    public async Task Kinds_MissingProject_CannotBeMapped()
    {
        _pool.AddContainer("shop_c2");
        var project = (await AnalyseAsync()).Questions.Single(question => question.Kind == MissingKind.Project);
        Assert.Equal([AnswerKind.Accept, AnswerKind.Edit, AnswerKind.LeaveOut], AnswerRules.Kinds(project));
    }

    [Fact]
    public async Task Problem_VolumeThatIsBrokenOrNotAskedAbout_CannotBeRecoveredByAnAnswer()
    {
        _pool.AddContainer("broken");
        _pool.LoseBackups("broken");
        _pool.Add("custom", "default_data1", file: null, []);
        var analysis = await AnalyseAsync();
        Answer About(string id, AnswerKind kind) => new() { QuestionId = Answer.VolumeQuestion(id), Kind = kind, By = "me", At = Now };
        var free = $"local/{VolumeType.Custom}/default_data1";
        Assert.Equal(DependencyTexts.KindUnfit, Problem(analysis, About($"local/{VolumeType.Container}/broken", AnswerKind.Recover)));
        Assert.Equal(DependencyTexts.KindUnfit, Problem(analysis, About($"local/{VolumeType.Container}/broken", AnswerKind.LeaveOut)));
        Assert.Equal(DependencyTexts.KindUnfit, Problem(analysis, About(free, AnswerKind.Recover)));
        Assert.Equal(DependencyTexts.KindUnfit, Problem(analysis, About(free, AnswerKind.Accept)));
        Assert.Null(Problem(analysis, About(free, AnswerKind.LeaveOut)));
        Assert.Equal(
            DependencyTexts.NoSuchQuestion(Answer.VolumeQuestion("nowhere")), Problem(analysis, About("nowhere", AnswerKind.Recover)));
    }

    [Fact]
    public async Task Kinds_MissingVolume_CannotBeEdited()
    {
        var volume = (await AnalyseAsync()).Questions.Single(question => question.Kind == MissingKind.Volume);
        Assert.Equal([AnswerKind.Accept, AnswerKind.LeaveOut], AnswerRules.Kinds(volume));
    }

    [Fact]
    public async Task BestAnswers_OpenQuestions_AreAllAnsweredValidly()
    {
        _pool.AddContainer("c2");
        _pool.Edit("c2", file => file.Replace("  name: local\n", "  name: older\n", StringComparison.Ordinal));
        _pool.AddContainer("c3");
        _pool.Edit("c3", file => file.Replace("driver: dir", "driver: zfs", StringComparison.Ordinal));
        var analysis = await AnalyseAsync();
        var answers = BestAnswers.For(analysis.Inventory, analysis.Questions, [], "me", Now);
        Assert.Equal(analysis.Questions.Length + 2, answers.Length);
        Assert.All(answers, answer => Assert.Null(Problem(analysis, answer)));
        Assert.Equal(AnswerKind.Recover, answers.Single(answer => answer.QuestionId == VolumeId("c2")).Kind);
        Assert.Equal(AnswerKind.LeaveOut, answers.Single(answer => answer.QuestionId == VolumeId("c3")).Kind);
        Assert.Empty(BestAnswers.For(analysis.Inventory, analysis.Questions, answers, "me", Now));
    }

    [Fact]
    public void BestAnswers_QuestionWithoutProposal_LeavesOut()
    {
        var question = new MissingObject { Kind = MissingKind.Profile, Project = "default", Name = "x", NeededBy = ["default/c1"] };
        var inventory = new Inventory { Host = _pool.Host, Database = _pool.Request().Database, ScannedAt = Now };
        Assert.Equal(AnswerKind.LeaveOut, Assert.Single(BestAnswers.For(inventory, [question], [], "me", Now)).Kind);
    }

    [Fact]
    public async Task Problem_TwoCopiesOfOneInstance_OnlyOneCanBeRecovered()
    {
        _other.AddContainer("c1", File.ReadAllText(_pool.BackupFileOf("c1")).Replace("name: local\n", "name: other\n", StringComparison.Ordinal), ["snap0", "snap1"]);
        var analysis = DependencyAnalyser.Analyse(await _pool.ScanAsync(_other.Definition));
        var copies = VolumeQuestions.Of(analysis.Inventory).ToArray();
        Assert.Equal(2, copies.Length);
        var first = new Answer { QuestionId = Answer.VolumeQuestion(copies[0].Id), Kind = AnswerKind.Recover, By = "me", At = Now };
        var second = first with { QuestionId = Answer.VolumeQuestion(copies[1].Id) };
        Assert.Null(Problem(analysis, first));
        Assert.Equal(DependencyTexts.OtherCopyChosen(copies[0].Pool), Problem(analysis, second, first));
        Assert.Null(Problem(analysis, second, first with { Kind = AnswerKind.LeaveOut }));
    }

    [Fact]
    public async Task BestAnswers_RightCopyThatAlsoWaitsForAProfile_IsNotLeftOut()
    {
        _other.AddContainer("c1", File.ReadAllText(_pool.BackupFileOf("c1")), ["snap0", "snap1"]);
        var analysis = DependencyAnalyser.Analyse(await _pool.ScanAsync(_other.Definition));
        var right = analysis.Inventory.Volumes.Single(volume => volume.Label == "default/c1" && volume.Pool == "local");
        Assert.Equal(VolumeState.Question, right.State);

        var answers = BestAnswers.For(analysis.Inventory, analysis.Questions, [], "me", Now);

        Assert.DoesNotContain(answers, answer => answer.QuestionId == Answer.VolumeQuestion(right.Id));
        Assert.Equal(AnswerKind.LeaveOut, answers.Single(answer => answer.QuestionId.StartsWith("volume-choice:other/", StringComparison.Ordinal)).Kind);
    }

    [Fact]
    public void VolumeQuestions_WaitingForAMissingObjectOnly_IsNotAsked()
    {
        var volume = new ScannedVolume
        {
            Pool = "local",
            State = VolumeState.Question,
            Stored = new StoredVolume
            {
                Type = VolumeType.Container,
                StoredName = "c1",
                Project = "default",
                Name = "c1",
                ContentType = ContentType.Filesystem,
                Path = "/x",
            },
            Findings = [Finding.Of(FindingCode.ProfileMissing, "web")],
        };
        Assert.False(VolumeQuestions.IsAsked(volume));
        Assert.True(VolumeQuestions.IsAsked(volume with { Findings = volume.Findings.Add(Finding.Of(FindingCode.PoolNameMismatch, "a", "b")) }));
    }

    private static string VolumeId(string name) => Answer.VolumeQuestion($"local/{VolumeType.Container}/{name}");

    private static Answer Of(MissingObject question, AnswerKind kind) => new() { QuestionId = question.Id, Kind = kind, By = "me", At = Now };

    private static string? Problem(DependencyAnalysis analysis, Answer answer, params ImmutableArray<Answer> answers) =>
        AnswerRules.Problem(analysis.Inventory, analysis.Questions, answers, answer);

    private async Task<DependencyAnalysis> AnalyseAsync() => DependencyAnalyser.Analyse(await _pool.ScanAsync());
}

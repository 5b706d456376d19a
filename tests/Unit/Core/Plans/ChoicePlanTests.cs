using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Databases;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class ChoicePlanTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Known_IsLeftAlone()
    {
        _scenario.Volumes.Add(Instance("c") with { State = VolumeState.Known });

        var plan = await _scenario.BuildAsync();

        Assert.False(plan.HasChanges);
        Assert.Empty(plan.NotRecovered);
    }

    [Fact]
    public async Task Broken_IsNamedWithItsWorstFinding_AndTheOthersComeBack()
    {
        _scenario.Volumes.Add(Instance("good"));
        var finding = Finding.Of(FindingCode.BackupFileEmpty);
        _scenario.Volumes.Add(With(
            Volume(VolumeType.Container, "bad") with { State = VolumeState.Broken }, Finding.Of(FindingCode.MacDuplicate, "eth0", "x"), finding));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("good", Assert.Single(plan.Create.Instances).Name);
        Assert.Equal(new NotRecovered("instance", "default", "bad", finding.Message, finding.Remedy), Assert.Single(plan.NotRecovered));
    }

    [Fact]
    public async Task Broken_PlainFile_IsNotCalledAnInstance()
    {
        var file = Volume(VolumeType.Container, "notes.txt");
        _scenario.Volumes.Add(file with
        {
            State = VolumeState.Broken,
            Stored = file.Stored with { Owner = null, Findings = [Finding.Of(FindingCode.StrayEntry, "/pool/containers/notes.txt")] },
        });

        Assert.Equal("file", Assert.Single((await _scenario.BuildAsync()).NotRecovered).Kind);
    }

    [Fact]
    public async Task Broken_OnlySnapshotsLeft_IsNamedAsTheInstanceThatItWas()
    {
        var gone = Volume(VolumeType.Container, "gone");
        var finding = StoredVolume.OnlySnapshotsLeft(["s1", "s0"], "/pool/containers-snapshots/gone");
        _scenario.Volumes.Add(gone with { State = VolumeState.Broken, Stored = gone.Stored with { Owner = null, Findings = [finding] }, Findings = [finding] });

        var plan = await _scenario.BuildAsync();

        Assert.Equal(new NotRecovered("instance", "default", "gone", finding.Message, finding.Remedy), Assert.Single(plan.NotRecovered));
        Assert.Contains("s0, s1", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_OfSomethingThatThePlanCreates_IsNotMade()
    {
        var profile = _scenario.Question(MissingKind.Profile, "default", "web", ["default/c"]);
        _scenario.Answer(profile.Id, AnswerKind.Edit, definition: new Definition());
        var parent = Finding.Of(FindingCode.MacDuplicate, "eth1", "default/d");
        _scenario.Volumes.Add(With(Instance("c") with { State = VolumeState.Question }, Finding.Of(FindingCode.ProfileMissing, "web"), parent));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(parent.Code, Assert.Single(plan.Notes, note => note.Item == "default/c").Finding.Code);
    }

    [Fact]
    public async Task Instance_WhoseQuestionIsOpenOrLeftOut_DoesNotComeBack()
    {
        _scenario.Question(MissingKind.Profile, "default", "web", ["default/open"]);
        var network = _scenario.Question(MissingKind.Network, "default", "br0", ["default/out"]);
        _scenario.Answer(network.Id, AnswerKind.LeaveOut);
        _scenario.Volumes.Add(Instance("open") with { State = VolumeState.Question });
        _scenario.Volumes.Add(Instance("out") with { State = VolumeState.Question });

        var plan = await _scenario.BuildAsync();

        Assert.Empty(plan.Create.Instances);
        Assert.Equal(
            [PlanTexts.NeedOpen(PlanTexts.Need(MissingKind.Profile, "web")), PlanTexts.NeedLeftOut(PlanTexts.Need(MissingKind.Network, "br0"), "anna")],
            plan.NotRecovered.Select(item => item.Reason));
    }

    [Fact]
    public async Task LeftOut_ByOneWhoDidNotKnow_SaysSo()
    {
        var network = _scenario.Question(MissingKind.Network, "default", "br0", ["default/needs"]);
        _scenario.Answers.Add(Unsure(network.Id));
        _scenario.Volumes.Add(Instance("needs") with { State = VolumeState.Question });
        _scenario.Volumes.Add(With(Instance("old") with { State = VolumeState.Question }, Finding.Of(FindingCode.BackupFromSnapshot, "s0", "x")));
        _scenario.Answers.Add(Unsure(Answer.VolumeQuestion(_scenario.Volumes[1].Id)));

        var plan = await _scenario.BuildAsync();

        Assert.Empty(plan.Create.Instances);
        Assert.Equal(
            [PlanTexts.NeedLeftOut(PlanTexts.Need(MissingKind.Network, "br0"), "anna", unsure: true), PlanTexts.LeftOut("anna", unsure: true)],
            plan.NotRecovered.Select(item => item.Reason));
    }

    private static Answer Unsure(string question) => new() { QuestionId = question, Kind = AnswerKind.LeaveOut, Unsure = true, By = "anna", At = DateTimeOffset.UnixEpoch };

    [Fact]
    public async Task Instance_WithAnAnswerOfItsOwn_FollowsIt()
    {
        var mismatch = Finding.Of(FindingCode.PoolNameMismatch, "x", "local");
        string[] names = ["asked", "out", "taken"];
        _scenario.Volumes.AddRange(names.Select(name => With(Instance(name) with { State = VolumeState.Question }, mismatch)));
        _scenario.Answer(Answer.VolumeQuestion(_scenario.Volumes[1].Id), AnswerKind.LeaveOut);
        _scenario.Answer(Answer.VolumeQuestion(_scenario.Volumes[2].Id), AnswerKind.Recover);

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("taken", Assert.Single(plan.Create.Instances).Name);
        Assert.Equal([mismatch.Message, PlanTexts.LeftOut("anna")], plan.NotRecovered.Select(item => item.Reason));
        Assert.Contains(plan.Notes, note => note.Item == "default/taken" && note.Finding == mismatch);
    }

    [Fact]
    public async Task Instance_OnTwoPools_ComesBackOnceFromThePoolItsFileNames()
    {
        var two = Finding.Of(FindingCode.InstanceOnTwoPools, "fast, local");
        _scenario.Pools.Add(Pool("fast"));
        _scenario.Volumes.Add(With(Instance("c") with { Pool = "fast", State = VolumeState.Question }, two with { Severity = FindingSeverity.Error }));
        _scenario.Volumes.Add(With(Instance("c"), two));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("local", Assert.Single(plan.Create.Instances).Pool);
        Assert.Equal(two.Message, Assert.Single(plan.NotRecovered).Reason);
    }

    [Fact]
    public async Task Instance_ThatTheDatabaseHas_IsNotWrittenAgain()
    {
        _scenario.Dump = CapturedDump.Read("running");
        _scenario.Volumes.Add(Instance("u1"));

        var plan = await _scenario.BuildAsync();

        Assert.False(plan.HasChanges);
        Assert.Equal(Finding.Of(FindingCode.InstanceAlreadyRecorded, "local").Message, Assert.Single(plan.NotRecovered).Reason);
    }

    [Fact]
    public async Task Instance_WhoseVolumeAloneIsRecorded_GetsTheRestBesideIt()
    {
        _scenario.Dump = CapturedDump.Read("running").Replace("INSERT INTO instances", "INSERT OR IGNORE INTO instances", StringComparison.Ordinal)
            .Replace("COMMIT;", "DELETE FROM instances_config; DELETE FROM instances_profiles; DELETE FROM instances_devices_config; DELETE FROM instances_devices; DELETE FROM instances_snapshots_config; DELETE FROM instances_snapshots; DELETE FROM instances; COMMIT;", StringComparison.Ordinal);
        _scenario.Volumes.Add(With(Instance("u1", null, "s0", "s1") with { State = VolumeState.Question }, Finding.Of(FindingCode.VolumeAlreadyRecorded)));
        _scenario.Answer(Answer.VolumeQuestion(_scenario.Volumes[0].Id), AnswerKind.Recover);

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.DoesNotContain(plan.Statements, statement => statement.StartsWith("INSERT INTO storage_volumes ", StringComparison.Ordinal));
        Assert.Single(plan.Statements, statement => statement.StartsWith("INSERT INTO storage_volumes_snapshots ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a b")]
    [InlineData("-x")]
    [InlineData("")]
    public async Task Instance_WithANameThatIncusWouldNotTake_IsLeftOut(string name)
    {
        var volume = Instance("c");
        _scenario.Volumes.Add(volume with { Stored = volume.Stored with { Name = name } });

        var plan = await _scenario.BuildAsync();

        Assert.False(plan.HasChanges);
        Assert.Single(plan.NotRecovered);
    }

    [Fact]
    public async Task Definition_WithANameThatIncusWouldNotTake_IsLeftOutWithWhatNeedsIt()
    {
        _scenario.Answered(MissingKind.Profile, "default", "../p", new Definition(), "default/c");
        _scenario.Volumes.Add(Instance("c", file => file with { Instance = file.Instance! with { Profiles = ["../p"] } }));

        var plan = await _scenario.BuildAsync();

        Assert.False(plan.HasChanges);
        Assert.Equal(["profile", "instance"], plan.NotRecovered.Select(item => item.Kind));
    }

    [Fact]
    public async Task Question_AnsweredWithWhatTheDatabaseHas_WritesNothingForIt()
    {
        var profile = _scenario.Question(
            MissingKind.Profile, "default", "default", ["default/c"], new Proposal { Id = "keep", Source = ProposalSource.Database, Detail = "", Definition = new Definition() });
        _scenario.Answer(profile.Id, AnswerKind.Accept, proposal: "keep");
        _scenario.Volumes.Add(Instance("c", file => file with { Instance = file.Instance! with { Profiles = ["default"] } }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Profiles);
        Assert.Single(plan.Create.Instances);
    }

    [Fact]
    public async Task Question_AboutADifferenceWithoutAnAnswer_KeepsWhatTheDatabaseHas()
    {
        var question = _scenario.Question(MissingKind.Profile, "default", "default", ["default/c"]);
        _scenario.Questions[0] = question with { Differs = true };
        _scenario.Volumes.Add(Instance("c", file => file with { Instance = file.Instance! with { Profiles = ["default"] } }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Profiles);
        Assert.Single(plan.Create.Instances);
    }

    [Fact]
    public async Task EditedDefinition_IsWhatIsCreated_AndSaysWhoAnswered()
    {
        var network = _scenario.Question(MissingKind.Network, "default", "br0", ["default/c"]);
        _scenario.Answer(network.Id, AnswerKind.Edit, definition: new Definition { Type = "bridge", Config = Config(("ipv4.address", "10.0.0.1/24"), ("parent", "eth9")) });
        _scenario.Volumes.Add(Instance("c"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(PlanTexts.FromAnswer("anna"), Assert.Single(plan.Create.Networks).From);
        Assert.Contains(plan.Statements, statement => statement.Contains(", NULL, 'ipv4.address', '10.0.0.1/24')", StringComparison.Ordinal));
        Assert.Contains(plan.Statements, statement => statement.Contains(", 1, 'parent', 'eth9')", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseCondition.StoppedUncleanly, "6.0.4", FindingCode.DatabaseUnreadable)]
    [InlineData(DatabaseCondition.Missing, "9.1", FindingCode.DatabaseSchemaUnknown)]
    public async Task DatabaseThatCanNotBePlannedFor_GivesAPlanWithoutChanges(DatabaseCondition condition, string version, FindingCode expected)
    {
        _scenario.Condition = condition;
        _scenario.Version = version;
        _scenario.Volumes.Add(Instance("c"));

        var plan = await _scenario.BuildAsync();

        Assert.False(plan.HasChanges);
        var finding = _scenario.Reading!.Findings.First(finding => finding.Code == expected);
        Assert.Equal(finding.Message, Assert.Single(plan.NotRecovered).Reason);
    }
}

using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Candidates;

public sealed class DatabaseAdviceTests
{
    private static readonly RecordDifference Instances = new(RecordKind.Instance, 2, ["default/db", "default/web"]);

    [Fact]
    public void Advice_HealthyDatabase_IsNothing() =>
        Assert.Equal(DatabaseAdvice.Nothing, DatabaseAdvice.Of(Check(DatabaseCheckState.Healthy, [], Candidate(CandidateSource.Raft)), DatabaseCondition.StoppedCleanly));

    [Fact]
    public void Advice_DamageThatCostsNothing_IsNothing()
    {
        var check = Check(DatabaseCheckState.Damaged, [Damage(DatabaseFindingCode.Gap, DaemonReaction.Starts)], Candidate(CandidateSource.Raft));

        Assert.Equal(DatabaseAdvice.Nothing, DatabaseAdvice.Of(check, DatabaseCondition.StoppedUncleanly));
    }

    [Fact]
    public void Advice_DirectoryNotWritable_IsNothing()
    {
        var check = Check(DatabaseCheckState.Damaged, [Damage(DatabaseFindingCode.DirectoryReadOnly, DaemonReaction.Refuses)], Candidate(CandidateSource.Raft));

        Assert.Equal(DatabaseAdvice.Nothing, DatabaseAdvice.Of(check, DatabaseCondition.StoppedUncleanly));
    }

    [Fact]
    public void Advice_KilledOnDamage_IsTheLastGoodStateAndNotTheStaleDump()
    {
        var damage = Damage(DatabaseFindingCode.DataChecksum, DaemonReaction.LosesRest);
        var check = Check(
            DatabaseCheckState.Damaged,
            [damage],
            Candidate(CandidateSource.Raft),
            Candidate(CandidateSource.Salvage, With(CandidateSource.Raft, Instances)),
            Candidate(CandidateSource.Dump, With(CandidateSource.Raft, Instances)));

        Assert.Equal(
            new DatabaseAdvice(DatabaseAdviceKind.PutBack, CandidateSource.Raft, damage), DatabaseAdvice.Of(check, DatabaseCondition.StoppedUncleanly));
    }

    [Fact]
    public void Advice_StoppedCleanlyOnDamage_IsTheDumpWhenItHasAllAndMore()
    {
        var damage = Damage(DatabaseFindingCode.DataChecksum, DaemonReaction.Refuses);
        var dump = Candidate(CandidateSource.Dump, With(CandidateSource.Raft, Instances));

        Assert.Equal(
            CandidateSource.Dump,
            DatabaseAdvice.Of(Check(DatabaseCheckState.Damaged, [damage], Candidate(CandidateSource.Raft), dump), DatabaseCondition.StoppedCleanly).Proposed);
        var other = Candidate(CandidateSource.Raft, With(CandidateSource.Dump, Instances));
        Assert.Equal(
            CandidateSource.Raft, DatabaseAdvice.Of(Check(DatabaseCheckState.Damaged, [damage], other, dump), DatabaseCondition.StoppedCleanly).Proposed);
    }

    [Fact]
    public void Advice_DamageUnderARunningDaemon_IsToLeaveItRunning()
    {
        var damage = Damage(DatabaseFindingCode.DataChecksum, DaemonReaction.Refuses);

        var advice = DatabaseAdvice.Of(Check(DatabaseCheckState.Damaged, [damage], Candidate(CandidateSource.Raft)), DatabaseCondition.Served);

        Assert.Equal(new DatabaseAdvice(DatabaseAdviceKind.KeepRunning, null, damage), advice);
    }

    [Fact]
    public void Advice_SegmentsSetAsideHadMore_SaysThatItWentBack()
    {
        var aside = Candidate(CandidateSource.SetAside, With(CandidateSource.Raft, Instances));

        var advice = DatabaseAdvice.Of(Check(DatabaseCheckState.Healthy, [], Candidate(CandidateSource.Raft), aside), DatabaseCondition.Served);

        Assert.Equal(new DatabaseAdvice(DatabaseAdviceKind.WentBack, CandidateSource.SetAside, null), advice);
    }

    [Fact]
    public void Advice_NewEmptyDatabaseBesideAnOlderOne_IsTheOlderOne()
    {
        var fresh = Candidate(CandidateSource.Raft) with { Tables = DatabaseCheck.NoTables.Add("profiles", 1) };

        var advice = DatabaseAdvice.Of(Check(DatabaseCheckState.Healthy, [], fresh, Candidate(CandidateSource.Backup)), DatabaseCondition.Served);

        Assert.Equal(new DatabaseAdvice(DatabaseAdviceKind.NewAndEmpty, CandidateSource.Backup, null), advice);
    }

    [Fact]
    public void Advice_NothingReadable_IsToGoOnWithThePools()
    {
        var damage = Damage(DatabaseFindingCode.NoLog, DaemonReaction.Hangs);

        Assert.Equal(DatabaseAdviceKind.Lost, DatabaseAdvice.Of(Check(DatabaseCheckState.Unreadable, [damage]), DatabaseCondition.StoppedUncleanly).Kind);
        Assert.Equal(DatabaseAdviceKind.Lost, DatabaseAdvice.Of(Check(DatabaseCheckState.Missing, []), DatabaseCondition.Missing).Kind);
    }

    [Fact]
    public async Task Examine_DamagedDirectory_ProposesTheLogAndLeavesNothing()
    {
        using var directory = new DamagedDirectory("closed-last-bad-checksum");

        var examined = await ExaminedDatabase.ExamineAsync(
            directory.Database, DatabaseCondition.StoppedUncleanly, directory.Work, TestContext.Current.CancellationToken);

        Assert.Equal(DatabaseAdviceKind.PutBack, examined.Advice.Kind);
        Assert.Equal(DatabaseFindingCode.DataChecksum, examined.Advice.Because?.Code);
        Assert.NotNull(examined.Proposed);
        Assert.False(examined.Members.IsOneOfSeveral);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Work));
    }

    private static DatabaseCheck Check(DatabaseCheckState state, ImmutableArray<DatabaseFinding> findings, params ImmutableArray<DatabaseCandidate> candidates) =>
        new() { State = state, Directory = "/database/global", Findings = findings, Candidates = candidates };

    private static DatabaseFinding Damage(DatabaseFindingCode code, DaemonReaction reaction) =>
        new() { Code = code, Severity = FindingSeverity.Error, File = "0000000000000002-0000000000000009", Reaction = reaction };

    private static DatabaseCandidate Candidate(CandidateSource source, params ImmutableArray<CandidateComparison> compared) =>
        new() { Source = source, Tables = DatabaseCheck.NoTables.Add("instances", 3).Add("storage_pools", 1), Compared = compared };

    private static CandidateComparison With(CandidateSource other, params ImmutableArray<RecordDifference> alone) => new(other, alone);
}

using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Candidates;

public sealed class DatabaseCandidatesTests
{
    [Fact]
    public async Task Compare_StoppedCleanly_LogAndDumpHaveTheSame()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);

        var check = await CompareAsync(directory);

        Assert.Equal([CandidateSource.Raft, CandidateSource.Dump], check.Candidates.Select(candidate => candidate.Source));
        Assert.All(check.Candidates, candidate => Assert.All(candidate.Compared, comparison => Assert.Empty(comparison.Alone)));
        Assert.Equal(check.Candidates[0].Tables, check.Candidates[1].Tables);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Work));
    }

    [Fact]
    public async Task Compare_DamagedSegment_SalvageHasWhatTheLogLacks()
    {
        using var directory = new DamagedDirectory("closed-last-bad-checksum");

        var check = await CompareAsync(directory);

        var salvage = check.Candidates.Single(candidate => candidate.Source == CandidateSource.Salvage);
        var difference = Assert.Single(Assert.Single(salvage.Compared, comparison => comparison.With == CandidateSource.Raft).Alone);
        Assert.Equal((RecordKind.Profile, 3), (difference.Kind, difference.Count));
        Assert.Equal(3, difference.Names.Length);
        Assert.StartsWith(CandidateTexts.Count(RecordKind.Profile, 3), difference.Words, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(check.Candidates[0].Compared, comparison => comparison.With == CandidateSource.Salvage).Alone);
    }

    [Fact]
    public async Task Compare_CopyOfTheDaemonBesideIt_IsACandidate()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        using var other = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        Directory.Move(other.At(""), Path.Combine(directory.Database, "global.bak"));

        var check = await CompareAsync(directory);

        Assert.Contains(check.Candidates, candidate => candidate.Source == CandidateSource.Backup);
        Assert.Contains(check.Candidates, candidate => candidate.Source == CandidateSource.BackupDump);
        var log = check.Candidates[0];
        Assert.NotEmpty(Assert.Single(log.Compared, comparison => comparison.With == CandidateSource.Backup).Alone);
    }

    [Fact]
    public async Task Compare_SegmentsSetAside_ArePutBack()
    {
        using var directory = new DamagedDirectory("closed-last-bad-checksum");
        var damaged = (await directory.CheckAsync()).Findings.First(finding => finding.Code == DatabaseFindingCode.DataChecksum).File;
        var before = (await CompareAsync(directory)).Candidates.Single(candidate => candidate.Source == CandidateSource.Salvage);
        directory.Move(damaged, $"corrupt-1795000000000000000-{damaged}");

        var check = await CompareAsync(directory);

        var aside = check.Candidates.Single(candidate => candidate.Source == CandidateSource.SetAside);
        Assert.Equal(before.Tables, aside.Tables);
        Assert.NotEmpty(Assert.Single(aside.Compared, comparison => comparison.With == CandidateSource.Raft).Alone);
    }

    [Theory]
    [InlineData("corrupt-17-open-1", "open-1")]
    [InlineData("corrupt-17-0000000000000002-0000000000000018", "0000000000000002-0000000000000018")]
    [InlineData("corrupt-17-snapshot-1-2-3", null)]
    [InlineData("corrupt-x-open-1", null)]
    [InlineData("corrupt-17", null)]
    [InlineData("open-1", null)]
    public void NameBefore_NamesOfFiles_OnlySegmentsThatWereSetAside(string name, string? before) =>
        Assert.Equal(before, SetAsideLog.NameBefore(name));

    [Theory]
    [InlineData(CandidateSource.Salvage)]
    [InlineData(CandidateSource.Backup)]
    [InlineData(CandidateSource.BackupDump)]
    [InlineData(CandidateSource.SetAside)]
    public async Task Extract_StateThatIsNotThere_WritesNothing(CandidateSource source)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        var file = Path.Combine(directory.Work, "state.sqlite");

        var extract = await DatabaseCandidates.ExtractAsync(
            directory.Database, new CandidateRequest { Source = source }, file, TestContext.Current.CancellationToken);

        Assert.NotEqual(ExtractOutcome.Written, extract.Outcome);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Work));
    }

    private static async Task<DatabaseCheck> CompareAsync(DamagedDirectory directory) =>
        await DatabaseCandidates.CompareAsync(await directory.CheckAsync(), directory.Work, TestContext.Current.CancellationToken);
}

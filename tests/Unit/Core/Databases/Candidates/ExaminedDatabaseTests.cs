using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Hosts;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Candidates;

public sealed class ExaminedDatabaseTests
{
    [Fact(Timeout = 120_000)]
    public async Task Examine_DaemonThatWritesAllTheTime_TellsItAsAFinding()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writing = Task.Run(() => WriteUntil(directory, ended.Token), TestContext.Current.CancellationToken);

        var busy = new List<ExaminedDatabase>();
        for (var look = 0; look < 12; look++)
        {
            busy.Add(await ExamineAsync(directory));
        }

        await ended.CancelAsync();
        await writing;
        Assert.Contains(busy, examined => Codes(examined).Contains(DatabaseFindingCode.ChangedWhileRead));
        Assert.Contains(CandidateSource.Raft, (await ExamineAsync(directory)).Check.Candidates.Select(candidate => candidate.Source));
        Assert.Empty(Directory.GetFileSystemEntries(directory.Work));
    }

    // As a daemon does: the open segment grows, and is renamed when the next one begins.
    private static void WriteUntil(DamagedDirectory directory, CancellationToken cancellationToken)
    {
        var time = DateTime.UtcNow;
        while (!cancellationToken.IsCancellationRequested)
        {
            File.Move(directory.At(DamagedDirectory.Open), directory.At("open-9"));
            File.Move(directory.At("open-9"), directory.At(DamagedDirectory.Open));
            time = time.AddMilliseconds(1);
            File.SetLastWriteTimeUtc(directory.At(DamagedDirectory.Open), time);
        }
    }

    private static IEnumerable<DatabaseFindingCode> Codes(ExaminedDatabase examined) => examined.Check.Findings.Select(finding => finding.Code);

    private static Task<ExaminedDatabase> ExamineAsync(DamagedDirectory directory) =>
        ExaminedDatabase.ExamineAsync(directory.Database, DatabaseCondition.Served, directory.Work, TestContext.Current.CancellationToken);
}

using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class RunJournalTests
{
    [Fact(Timeout = 60_000)]
    public async Task Journal_TornLastLine_IsCutOffAndTheRestStands()
    {
        using var host = new FakeIncus();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), new RecordingObserver(killAfter: 4), TestContext.Current.CancellationToken);
        var file = new RunDirectory(host.Data, run.Run).Journal;
        var whole = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(file, """{"at":"2026-11-23T14:0""", TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Interrupted, RunEngineContext.Engine(host).Find(run.Run)!.Outcome);
        Assert.Equal(RunOutcome.Applied, (await RunEngineContext.ResumeAsync(host, run.Run, TestContext.Current.CancellationToken)).Outcome);
        var after = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.StartsWith(whole, after, StringComparison.Ordinal);
        Assert.Contains("""{"at":""", after[whole.Length..], StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Applied, RunEngineContext.Engine(host).Find(run.Run)!.Outcome);
    }

    [Fact(Timeout = 60_000)]
    public async Task Journal_FilesOfARun_AreForRootAlone()
    {
        using var host = new FakeIncus();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        var directory = new RunDirectory(host.Data, run.Run);
        const UnixFileMode private600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(private600, File.GetUnixFileMode(directory.Journal));
        Assert.Equal(private600, File.GetUnixFileMode(directory.Plan));
        Assert.Equal(private600, File.GetUnixFileMode(directory.Manifest));
        Assert.Equal(private600 | UnixFileMode.UserExecute, File.GetUnixFileMode(directory.Root));
        Assert.Equal(private600 | UnixFileMode.UserExecute, File.GetUnixFileMode(directory.Saved));
        Assert.False(Directory.Exists(directory.Work));
        Assert.False(File.Exists(directory.Reserve));
    }

    [Theory]
    [InlineData("20261123-140212-9f03ab", true)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("20261123-140212-9f03ab\n", false)]
    [InlineData("", false)]
    public void RunId_OnlyOwnForm_IsTaken(string id, bool expected) => Assert.Equal(expected, RunDirectory.IsId(id));
}

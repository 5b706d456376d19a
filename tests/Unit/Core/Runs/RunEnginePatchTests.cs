using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>A start-up patch of another hand is never applied with a plan, and never lost.</summary>
public sealed class RunEnginePatchTests
{
    private const int Timeout = 60_000;
    private const string Other = "ADDRESS 10.0.0.1;\n";

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Apply_PatchOfAnotherHand_IsRefused(bool hasDatabase)
    {
        using var host = new FakeIncus(hasDatabase);
        host.Add("database/patch.global.sql", Other);
        var before = host.Tree();
        var refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.OtherPatch, refused.Reason);
        Assert.Contains(RunTexts.Get("Patch.OfAnotherHand", host.Incus.GlobalPatch), refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, host.Tree());
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Apply_PatchOfAnotherHandMeanwhile_PutsEverythingBackAndKeepsIt(bool hasDatabase)
    {
        using var host = new FakeIncus(hasDatabase);
        var before = host.Tree();
        var plan = host.Plan();
        host.At = place =>
        {
            if (place == "gone?")
            {
                host.At = _ => { };
                host.Add("database/patch.global.sql", Other);
            }
        };
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Patch.OfAnotherHand", host.Incus.GlobalPatch)), (run.Outcome, run.Error));
        Assert.Equal(before, host.Tree());
        await ExpectKeptAsync(host, run, RunStepName.Restore);
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_PatchOfAnotherHand_IsKeptAside()
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        host.Add("database/patch.global.sql", Other);
        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Undone, undo.Outcome);
        Assert.Equal(before, host.Tree());
        await ExpectKeptAsync(host, undo, RunStepName.StopDaemon);
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_PatchOfAnotherHand_IsKeptAsideAndThePlanGoesIn()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = place =>
        {
            if (place == "start")
            {
                host.At = _ => { };
                throw new RunAbandonedException("killed", new InvalidOperationException("killed"));
            }
        };
        var killed = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        host.Add("database/patch.global.sql", Other);
        var run = await RunEngineContext.ResumeAsync(host, killed.Run, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Applied, run.Outcome);
        Assert.DoesNotContain("ADDRESS", await File.ReadAllTextAsync(host.Records, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await ExpectKeptAsync(host, run, RunStepName.Write);
    }

    private static async Task ExpectKeptAsync(FakeIncus host, RecoveryRun run, RunStepName told)
    {
        var copy = Path.Combine(new RunDirectory(host.Data, run.Run).Aside, "patch.global.sql");
        Assert.Equal(Other, await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));
        Assert.Contains(RunTexts.Get("Patch.KeptAside", copy), run.Steps.Single(step => step.Name == told).Detail!, StringComparison.Ordinal);
    }
}

using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class RunLockTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task TryTake_HeldForAMomentByAnother_TakesItThen()
    {
        using var host = new FakeIncus();
        var other = RunLock.TryTake(host.Data, TimeSpan.Zero);
        Assert.NotNull(other);
        Assert.Null(RunLock.TryTake(host.Data, TimeSpan.Zero));
        var taking = Task.Run(() => RunLock.TryTake(host.Data, TimeSpan.FromMilliseconds(Timeout)), TestContext.Current.CancellationToken);
        Assert.False(taking.IsCompleted);
        other.Dispose();
        using var taken = await taking;
        Assert.NotNull(taken);
        Assert.True(RunLock.IsTaken(host.Data));
    }

    [Fact(Timeout = Timeout)]
    public async Task IsTaken_AskedByManyAtOnce_NoneTakesAnotherForARun()
    {
        using var host = new FakeIncus();
        RunLock.TryTake(host.Data, TimeSpan.Zero)!.Dispose();
        var many = Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, 2000).Any(_ => RunLock.IsTaken(host.Data)), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(true, await Task.WhenAll(many));
    }
}

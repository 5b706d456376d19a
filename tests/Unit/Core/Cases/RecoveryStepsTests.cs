using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Cases;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Recover.Tests.Unit.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Cases;

public sealed class RecoveryStepsTests
{
    private static readonly PoolDefinition Said = new() { Name = "default", Driver = "dir", Source = "/srv/incus", Origin = PoolOrigin.Typed };

    [Fact]
    public void NamedPool_WithAnEmptyMountPointOfThatName_TakesItsPlace()
    {
        var pools = RecoverySteps.WithNamed([Found("default", PoolOrigin.Directory), Found("other", PoolOrigin.Mount)], [Said], NoFindings, NotSame);
        Assert.Equal([("other", PoolOrigin.Mount), ("default", PoolOrigin.Typed)], pools.Select(pool => (pool.Definition.Name, pool.Definition.Origin)));
        Assert.True(pools[1].Suggested);
    }

    [Fact]
    public void NamedPool_ThatTheDatabaseHas_StaysAsRecorded()
    {
        var pools = RecoverySteps.WithNamed([Found("default", PoolOrigin.Database)], [Said], NoFindings, NotSame);
        Assert.Equal(PoolOrigin.Database, Assert.Single(pools).Definition.Origin);
    }

    [Fact]
    public void NamedPool_ThatWasFoundUnderAnotherName_HasItsWarnings()
    {
        var warning = Finding.Of(FindingCode.ZfsPoolDegraded, "tank");
        var obstacle = Finding.Of(FindingCode.PoolSourceMissing, "tank");
        var found = Found("tank", PoolOrigin.Mount) with { Findings = [warning, obstacle] };

        var pools = RecoverySteps.WithNamed([found], [Said], _ => [], (named, other) => (named.Name, other.Name) == ("default", "tank"));

        Assert.Equal([warning], pools.Single(pool => pool.Definition == Said).Findings);
        Assert.Equal([warning], PoolCandidate.WarningsOf(pools, [Said])["default"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartDaemon_AfterAKill_KeepsDatabaseAndImagesFirst()
    {
        using var host = new FakeIncus(hasDatabase: true, running: false);
        var records = await File.ReadAllTextAsync(host.Records, TestContext.Current.CancellationToken);
        host.At = place =>
        {
            if (place == "start")
            {
                File.Delete(host.Records);
            }
        };

        var saved = await Steps(host).StartDaemonAsync(TestContext.Current.CancellationToken);

        Assert.True(host.Running);
        Assert.Equal(records, await File.ReadAllTextAsync(Path.Combine(saved, "database/global/records"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(saved, "images/3fbf9bbd")));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartDaemon_WithoutADatabase_IsRefused()
    {
        using var host = new FakeIncus(hasDatabase: false);
        var refusal = await Assert.ThrowsAsync<RunRefusedException>(() => Steps(host).StartDaemonAsync(TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.WrongState, refusal.Reason);
        Assert.False(host.Running);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartInstance_WhileAnotherIsStarted_IsRefused()
    {
        using var host = new FakeIncus();
        var second = RunRefusal.NoPlan;
        var starter = new FakeInstanceStarter
        {
            While = async _ => second = (await Assert.ThrowsAsync<RunRefusedException>(
                () => Steps(host).StartInstanceAsync("default", "c2", TestContext.Current.CancellationToken))).Reason,
        };

        var first = await Steps(host, starter).StartInstanceAsync("default", "c1", TestContext.Current.CancellationToken);

        Assert.True(first.Running);
        Assert.Equal(RunRefusal.AnotherRun, second);
    }

    private static RecoverySteps Steps(FakeIncus host, FakeInstanceStarter? starter = null)
    {
        var commands = new CommandRunner(NullLogger<CommandRunner>.Instance, TimeProvider.System);
        var drivers = new StorageDrivers([new DirDriver()]);
        return new RecoverySteps(
            new RunSurroundings(host.Data, host.Incus, host, host, commands, TimeProvider.System),
            drivers,
            new LookLedger(host.Data, commands),
            new PoolDiscovery(drivers).DiscoverAsync,
            new PoolScanner(drivers, new NetworkLeftovers(commands), TimeProvider.System),
            new PlanBuilder(TimeProvider.System),
            new LookOptions(),
            starter ?? new FakeInstanceStarter());
    }

    private static PoolCandidate Found(string name, PoolOrigin origin) =>
        new() { Definition = new PoolDefinition { Name = name, Driver = "dir", Origin = origin } };

    private static ImmutableArray<Finding> NoFindings(PoolDefinition pool) => [];

    private static bool NotSame(PoolDefinition named, PoolDefinition other) => false;
}

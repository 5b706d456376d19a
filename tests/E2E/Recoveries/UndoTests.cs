using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>There is a way back: by the operator's wish, and by itself when something fails.</summary>
public sealed class UndoTests
{
    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Undo_AfterApply_PutsTheDatabaseAndTheLinksBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var before = DatabaseFacts.Read(await incus.DumpAsync(cancel));
        var links = Directory.GetFileSystemEntries(host.Containers);

        var applied = await ApplyAsync(recover, incus, [0, 1], cancel);
        Assert.Equal(["u1", "u2"], await host.InstancesAsync(cancel));
        var undone = await recover.JsonAsync([0], cancel, "undo", applied.GetProperty("run").GetString()!, "--yes");

        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Empty(await host.InstancesAsync(cancel));
        Assert.Equal(before, DatabaseFacts.Read(await incus.DumpAsync(cancel)));
        Assert.Equal(links, Directory.GetFileSystemEntries(host.Containers));
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Apply_DaemonDoesNotComeUp_IsRolledBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var before = DatabaseFacts.Read(await incus.DumpAsync(cancel));
        await File.WriteAllTextAsync(incus.StartFailures, "x", cancel);

        var applied = await ApplyAsync(recover, incus, [3], cancel);

        Assert.Equal("rolledBack", applied.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Empty(await host.InstancesAsync(cancel));
        Assert.Equal(before, DatabaseFacts.Read(await incus.DumpAsync(cancel)));
        Assert.False(File.Exists(Path.Combine(host.Database, "patch.global.sql")));
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Apply_WithoutYesAndTerminal_WritesNothing()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);

        var refused = await recover.TryAsync(cancel, "apply", plan);

        Assert.Equal(2, refused.ExitCode);
        Assert.Empty(await host.InstancesAsync(cancel));
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Apply_DatabaseChangedSinceThePlan_IsRefused()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        await incus.IncusAsync(cancel, "profile", "create", "later");

        var refused = await recover.TryAsync(cancel, "apply", plan, "--yes");

        Assert.Equal(2, refused.ExitCode);
        Assert.True(await incus.IsReadyAsync());
        Assert.Empty(await host.InstancesAsync(cancel));
    }

    private static async Task<System.Text.Json.JsonElement> ApplyAsync(
        RecoverProgram recover, PrivateIncus incus, IReadOnlyList<int> exitCodes, CancellationToken cancel)
    {
        var plan = incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        return await recover.JsonAsync(exitCodes, cancel, "apply", plan, "--yes");
    }
}

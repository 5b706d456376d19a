using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The whole way of a rich host through the command line.</summary>
public sealed class CommandLineTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public Task CommandLine_DirPool_BringsTheHostBack() => RecoverAsync("dir", TestContext.Current.CancellationToken);

    [Fact(Timeout = 300_000)]
    [Trait("group", "btrfs")]
    public Task CommandLine_BtrfsPool_BringsTheHostBack() => RecoverAsync("btrfs", TestContext.Current.CancellationToken);

    private static async Task RecoverAsync(string driver, CancellationToken cancel)
    {
        var host = await RichHost.BuildAsync(driver, cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel);
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        var scan = await recover.JsonAsync([0, 1], cancel, "scan");
        Assert.Equal("missing", scan.GetProperty("database").GetProperty("state").GetString());
        Assert.Contains(scan.GetProperty("pools").EnumerateArray(), pool => pool.GetProperty("name").GetString() == RichHost.Pool);
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");
        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        await recover.JsonAsync([0], cancel, "verify", plan);

        var recovered = new RecoveredHost(host);
        await recovered.ComparesWithBeforeAsync(cancel);
        await recovered.ListsEverythingAsync(cancel);
        await recovered.StaysStoppedAsync(cancel);
        await recovered.StartsWithItsFilesAsync(cancel);
        await recovered.WorksOnAsync(cancel);
    }
}

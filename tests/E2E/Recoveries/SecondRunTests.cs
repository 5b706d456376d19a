using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>What was left out once is brought back by a later run.</summary>
public sealed class SecondRunTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public async Task CommandLine_InstanceLeftOutFirst_ComesBackWithTheSecondPlan()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var (first, second) = (incus.Directory.Of("first.json"), incus.Directory.Of("second.json"));

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "--skip", "default/u1", "-o", first);
        await recover.JsonAsync([0, 1], cancel, "apply", first, "--yes");
        Assert.Equal(["u2"], await host.InstancesAsync(cancel));
        await incus.IncusAsync(cancel, "start", "u2");

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", second);
        await recover.JsonAsync([0, 1], cancel, "apply", second, "--yes");

        await incus.WaitReadyAsync(cancel);
        Assert.Equal("u1,STOPPED\nu2,RUNNING\n", await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "ns"));
        await incus.IncusAsync(cancel, "start", "u1");
        Assert.Equal("u1\n", await incus.ShellAsync("default", "u1", "cat /root/who", cancel));

        // Another name is given by Incus itself, snapshots included.
        await incus.IncusLinesAsync("""
            stop --force u2
            rename u2 renamed
            start renamed
            """, cancel);
        Assert.Contains("s0", await incus.IncusAsync(cancel, "snapshot", "list", "renamed", "--format", "csv"), StringComparison.Ordinal);
    }
}

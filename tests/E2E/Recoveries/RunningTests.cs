using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The daemon is killed and the database lost while the containers run; they must not notice.</summary>
public sealed class RunningTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "running")]
    public async Task Recover_ContainersRunning_TheyRunOn()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await incus.ShellAsync("default", "c1", "sleep 3600 >/dev/null 2>&1 & echo $! > /root/job", cancel);
        await host.LoseRunningAsync(cancel);
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");

        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        var states = await incus.IncusAsync(cancel, "list", "--all-projects", "--format", "csv", "--columns", "ns");
        Assert.Equal("c1,RUNNING\nc2,RUNNING\nc3,STOPPED\ndb1,RUNNING\n", states);
        await incus.ShellAsync("default", "c1", "kill -0 $(cat /root/job)", cancel);
        await new RecoveredHost(host).HasItsFilesAsync(cancel);
        await incus.IncusAsync(cancel, "restart", "--force", "c1");
        await new RecoveredHost(host).HasItsFilesAsync(cancel);
    }
}

using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.HardCases;

/// <summary>The rich host without its database, once through Recover and once through the recovery that Incus brings: what is lost, changed and added.</summary>
public sealed class FidelityTests
{
    private static readonly string Document = Path.Combine(LabPrograms.Repository, "docs", "fidelity.md");

    // What describes the moment of the dump, and not what people keep.
    private static readonly string[] Passing = [" used=", " volatile.last_state.", ".host_name="];

    [Fact(Timeout = 900_000)]
    [Trait("group", "hard")]
    public async Task Recoveries_OfTheSameHost_GiveTheNumbersOfTheDocument()
    {
        var cancel = TestContext.Current.CancellationToken;
        var rows = new[]
        {
            (await RecoverAsync(cancel)).Row("Recover"),
            (await RecoverWithEarlierDatabaseAsync(cancel)).Row("Recover, an earlier database left"),
            (await IncusRecoversAsync(cancel)).Row("`incus admin recover`"),
        };

        var document = await File.ReadAllTextAsync(Document, cancel);
        Assert.All(rows, row => Assert.True(document.Contains(row, StringComparison.Ordinal), $"{Document} says something else than was measured:\n{string.Join('\n', rows)}"));
    }

    private static async Task<RowCount> RecoverAsync(CancellationToken cancel)
    {
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel);
        host.RemoveForged();
        return await ApplyAsync(host, cancel);
    }

    private static async Task<RowCount> RecoverWithEarlierDatabaseAsync(CancellationToken cancel)
    {
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel, keepCopy: true);
        host.RemoveForged();
        return await ApplyAsync(host, cancel);
    }

    private static async Task<RowCount> ApplyAsync(RichHost host, CancellationToken cancel)
    {
        var recover = new RecoverProgram(host.Incus);
        var plan = host.Incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");
        return Count(host, await host.Incus.DumpAsync(cancel));
    }

    /// <summary>Does what the tool asks for as an operator would who knows the names by heart; without a virtual machine, which would end it.</summary>
    private static async Task<RowCount> IncusRecoversAsync(CancellationToken cancel)
    {
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel);
        host.RemoveForged();
        await incus.RunAsync("ip", ["link", "delete", RichHost.Bridge], cancel);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync($"""
            project create shop
            profile create web
            --project shop profile create database
            network create {RichHost.Bridge} ipv4.address=10.77.9.1/24 ipv6.address=none
            """, cancel);
        var said = await incus.TryAsync(
            "sh", ["-c", $"printf '%s\\n' yes {RichHost.Pool} dir '{host.PoolPath}' '' no yes yes | incus admin recover"], cancel, TimeSpan.FromMinutes(2));
        Assert.True(said.ExitCode == 0, said.ToString());
        Assert.Contains("c1\n", await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "n"), StringComparison.Ordinal);
        return Count(host, await incus.DumpAsync(cancel));
    }

    private static RowCount Count(RichHost host, string after) =>
        RowCount.Of(host.DumpBefore, after, fact => !Passing.Any(word => fact.Contains(word, StringComparison.Ordinal)));
}

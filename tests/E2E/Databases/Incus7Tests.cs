using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>The long-term release after the one that everything else is tried with: another schema of the database, the same reader, restore and recovery.</summary>
public sealed class Incus7Tests
{
    private const int Schema = 77;

    // The daemon's dump writes times in another form than the tables have them; and it sets volatile keys at its start.
    private static readonly string[] OwnToTheDaemon = [" created=", " used=", " volatile."];

    [Fact(Timeout = 300_000)]
    [Trait("group", "incus-7")]
    public async Task Restore_DamagedDatabase_DaemonServesItRowByRowAndUndoWorks()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.BuildAsync(LabPrograms.Incus7, cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        Assert.StartsWith("7.0.", (await incus.RunAsync(LabPrograms.PackagedIncusd, ["--version"], cancel)).Trim(), StringComparison.Ordinal);
        await incus.StopAsync(cancel);
        var healthy = await recover.JsonAsync([0], cancel, "database", "check");
        Assert.Equal("healthy", healthy.GetProperty("state").GetString());
        var files = new DamagedDatabase(Path.Combine(host.Database, "global"));
        files.Cut(files.LastClosed, files.Size(files.LastClosed) - 1000);
        var (extracted, text) = (incus.Directory.Of("extracted.db"), incus.Directory.Of("extracted.sql"));

        var check = await recover.JsonAsync([1], cancel, "database", "check");
        Assert.Equal(0, (await recover.TryAsync(cancel, "database", "extract", "-o", extracted)).ExitCode);
        Assert.Equal(0, (await recover.TryAsync(cancel, "database", "extract", "-o", text)).ExitCode);
        Assert.Equal("damaged", check.GetProperty("state").GetString());
        Assert.NotEqual(0, (await incus.TryAsync(LabPrograms.PackagedIncusd, ["--group", "root"], cancel)).ExitCode);
        Assert.Equal($"{Schema}\n", await LabCommand.RunAsync("sqlite3", ["-readonly", extracted, "SELECT max(version) FROM schema"], cancellationToken: cancel));

        var run = await recover.JsonAsync([0], cancel, "database", "restore", "--yes");

        Assert.Equal("applied", run.GetProperty("outcome").GetString());
        Assert.Empty(run.GetProperty("verification").GetProperty("differences").EnumerateArray());
        Assert.InRange(run.GetProperty("verification").GetProperty("matched").GetInt32(), 30, int.MaxValue);
        await incus.WaitReadyAsync(cancel);
        Assert.Empty(Differences(await File.ReadAllTextAsync(text, cancel), await incus.DumpAsync(cancel)));
        await host.IsBackAsync(cancel);
        await incus.IncusAsync(cancel, "profile", "create", "since");

        var undone = await recover.JsonAsync([0], cancel, "undo", run.GetProperty("run").GetString()!, "--yes");
        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        Assert.Equal(Findings(check), Findings(await recover.JsonAsync([1], cancel, "database", "check")));
    }

    [Fact(Timeout = 300_000)]
    [Trait("group", "incus-7")]
    public async Task CommandLine_DatabaseLost_BringsTheHostBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.LostAsync(LabPrograms.Incus7, cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        var scan = await recover.JsonAsync([0, 1], cancel, "scan");
        Assert.Equal(Schema, scan.GetProperty("database").GetProperty("schemaVersion").GetInt32());
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");

        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        await recover.JsonAsync([0], cancel, "verify", plan);
        await host.IsBackAsync(cancel);
        await incus.IncusLinesAsync(
            """
            snapshot restore u2 s0
            snapshot create u1 since
            delete --force u2
            """,
            cancel);
        Assert.Equal(["u1"], await host.InstancesAsync(cancel));
    }

    private static string Findings(JsonElement check) => check.GetProperty("findings").GetRawText();

    private static IEnumerable<string> Differences(string ours, string theirs) =>
        DatabaseFacts.Compare(ours, theirs).Where(fact => !OwnToTheDaemon.Any(word => fact.Contains(word, StringComparison.Ordinal)));
}

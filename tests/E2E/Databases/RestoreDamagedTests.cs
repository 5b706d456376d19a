using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>Whatever was damaged, the best state that can be read goes back into a daemon that serves it row by row.</summary>
public sealed class RestoreDamagedTests
{
    [Fact(Timeout = 1_200_000)]
    [Trait("group", "database")]
    public async Task Restore_DamagedLiveDatabase_DaemonServesTheChosenState()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        var database = Path.Combine(incus.IncusDirectory, "database");
        var (killed, stopped) = await DamageTests.PrepareAsync(incus, database, cancel);
        var wrong = new List<string>();
        foreach (var (name, isKilled, make) in DamageKinds.All)
        {
            Directory.Delete(database, recursive: true);
            await LabCommand.RunAsync("cp", ["-a", isKilled ? killed : stopped, database], cancellationToken: cancel);
            make(new DamagedDatabase(Path.Combine(database, "global")));
            var best = Best(await recover.JsonAsync([0, 1], cancel, "database", "check"));

            var result = await recover.TryAsync(
                cancel, "database", "restore", "--from", best.GetProperty("source").GetString()!, "--yes", "--json");

            var profiles = best.GetProperty("tables").GetProperty("profiles").GetInt32();
            if (result.ExitCode != 0 || await ProfilesAsync(incus, cancel) is var now && now != profiles)
            {
                wrong.Add($"{name}: {profiles} profiles were read\n{result}");
            }

            await incus.KillAsync(cancel);
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    // Salvage is offered only where it holds together, and has more than the log.
    private static JsonElement Best(JsonElement check)
    {
        var candidates = check.GetProperty("candidates").EnumerateArray().ToList();
        return candidates.Find(candidate => candidate.GetProperty("source").GetString() == "salvage") is { ValueKind: JsonValueKind.Object } salvage
            ? salvage
            : candidates[0];
    }

    private static async Task<int> ProfilesAsync(PrivateIncus incus, CancellationToken cancel) =>
        (await incus.IncusAsync(cancel, "profile", "list", "--format", "csv", "--columns", "n")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}

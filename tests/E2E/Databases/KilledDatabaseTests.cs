using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>The daemon is killed while it writes: what Recover reads from its files is what the daemon shows after its next start.</summary>
public sealed class KilledDatabaseTests
{
    private const int Kills = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 600_000)]
    [Trait("group", "database")]
    public async Task Extract_DaemonKilledUnderWrites_IsWhatTheRestartedDaemonShows()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync("""
            storage create local dir
            profile device add default root disk path=/ pool=local
            create --empty c1
            """, cancel);
        for (var kill = 0; kill < Kills; kill++)
        {
            var acknowledged = await KillUnderWritesAsync(incus, $"k{kill:00}", 5 + (kill * 3), cancel);
            var file = incus.Directory.Of($"killed-{kill}.sql");

            var check = await recover.JsonAsync([0, 1], cancel, "database", "check");
            var extract = await recover.TryAsync(cancel, "database", "extract", "-o", file);

            Assert.Equal(0, extract.ExitCode);
            Assert.Equal("healthy", check.GetProperty("state").GetString());
            await incus.StartAsync(cancel);
            Assert.Empty(Differences(await File.ReadAllTextAsync(file, cancel), await incus.DumpAsync(cancel)));
            Assert.InRange(Profiles(check), acknowledged, int.MaxValue);
        }
    }

    private static async Task<int> KillUnderWritesAsync(PrivateIncus incus, string prefix, int writes, CancellationToken cancel)
    {
        using var writer = new IncusWriter(incus);
        var writing = Task.WhenAll(
            writer.WriteAsync($"{prefix}-a", int.MaxValue, cancel),
            writer.WriteAsync($"{prefix}-b", int.MaxValue, cancel),
            writer.WriteAsync($"{prefix}-c", int.MaxValue, cancel));
        await Wait.UntilAsync(() => writer.Written >= writes, "enough is written", Limit, cancel);
        await incus.KillAsync(cancel);
        await writing;
        return writer.Written;
    }

    private static int Profiles(JsonElement check) => check.GetProperty("tables").GetProperty("profiles").GetInt32();

    // The daemon's dump writes times in another form than the tables have them.
    private static IEnumerable<string> Differences(string ours, string theirs) =>
        DatabaseFacts.Compare(ours, theirs).Where(fact => !fact.Contains(" created=", StringComparison.Ordinal) && !fact.Contains(" used=", StringComparison.Ordinal));
}

using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The drill on a host that works: it names what only the database knows and what a recovery would not bring back, and changes nothing.</summary>
public sealed class CheckTests
{
    private const int Differs = 1;
    private const int WouldBeLost = 4;

    [Fact(Timeout = 240_000)]
    [Trait("group", "dir")]
    public async Task Check_HealthyHost_NamesWhatOnlyTheDatabaseKnowsAndChangesNothing()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.BuildAsync(_ => SmallHost.OnlyInDatabase, cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var metrics = incus.Directory.Of("recover.prom");
        var page = incus.Directory.Of("check.html");
        var dump = await incus.DumpAsync(cancel);
        var before = await TreesAsync(incus, cancel);

        var check = await recover.JsonAsync([Differs], cancel, "check", "--metrics", metrics, "--html", page);

        Assert.Equal(before, await TreesAsync(incus, cancel));
        Assert.Empty(DatabaseFacts.Compare(dump, await incus.DumpAsync(cancel)));
        Assert.Equal("differs", check.GetProperty("verdict").GetString());
        Assert.Equal((2, 2), (check.GetProperty("instances").GetInt32(), check.GetProperty("instancesExact").GetInt32()));
        var lines = Lines(check);
        Assert.Equal("lost", lines["networkAcl default/rules"]);
        Assert.Equal("lost", lines["profile default/unused"]);
        Assert.Equal("lost", lines["serverSetting user.site"]);
        Assert.DoesNotContain(lines.Keys, line => line.StartsWith("instance ", StringComparison.Ordinal) || line.StartsWith("pool ", StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(metrics, cancel);
        Assert.Contains("\nrecover_check_instances_exact 2\n", text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
        Assert.Contains("default/rules", await File.ReadAllTextAsync(page, cancel), StringComparison.Ordinal);
    }

    [Fact(Timeout = 240_000)]
    [Trait("group", "dir")]
    public async Task Check_BackupFileStaleThenMissingThenWrittenAnew_TellsEach()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.BuildAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var file = incus.FromOutside(Path.Combine(incus.IncusDirectory, "storage-pools", SmallHost.Pool, "containers", "u1", "backup.yaml"));
        var old = await File.ReadAllBytesAsync(file, cancel);
        await incus.IncusAsync(cancel, "config", "set", "u1", "limits.memory=64MiB");

        await File.WriteAllBytesAsync(file, old, cancel);
        var stale = await recover.JsonAsync([Differs], cancel, "check");
        Assert.Equal("changed", Lines(stale)["instance default/u1"]);
        Assert.Contains("- instances_config limits.memory", Parts(stale, "default/u1"));
        Assert.Equal(1, stale.GetProperty("instancesExact").GetInt32());

        File.Delete(file);
        var missing = await recover.JsonAsync([WouldBeLost], cancel, "check");
        Assert.Equal("lost", Lines(missing)["instance default/u1"]);
        Assert.DoesNotContain("instance default/u2", Lines(missing).Keys);

        await incus.IncusAsync(cancel, "config", "set", "--project", "default", "u1", "user.recover=checked");
        var mended = await recover.JsonAsync([0, Differs], cancel, "check");
        Assert.DoesNotContain("instance default/u1", Lines(mended).Keys);
        Assert.Equal(2, mended.GetProperty("instancesExact").GetInt32());
    }

    private static Dictionary<string, string> Lines(JsonElement check) => check.GetProperty("lines").EnumerateArray().ToDictionary(
        line => $"{line.GetProperty("kind").GetString()} {line.GetProperty("name").GetString()}", line => line.GetProperty("state").GetString()!, StringComparer.Ordinal);

    private static string[] Parts(JsonElement check, string name) =>
        [.. check.GetProperty("lines").EnumerateArray().First(line => line.GetProperty("name").GetString() == name).GetProperty("parts").EnumerateArray().Select(part => part.GetString()!)];

    // The daemon itself writes its database and leases while it runs; the dump tells of the first.
    private static async Task<string> TreesAsync(PrivateIncus incus, CancellationToken cancel) => string.Concat(
        await TreeHash.OfTreeAsync(incus, Path.Combine(incus.IncusDirectory, "storage-pools"), cancel),
        await TreeHash.OfTreeAsync(incus, Path.Combine(incus.IncusDirectory, "images"), cancel),
        await TreeHash.OfTreeAsync(incus, Path.Combine(incus.IncusDirectory, "containers"), cancel),
        await incus.RunAsync("cat", ["/proc/self/mounts"], cancel));
}

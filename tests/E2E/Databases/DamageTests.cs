using System.Text.Json;
using Recover.Core.Databases.Raft;
using Recover.Core.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>For each kind of damage the real daemon does what the check says that it does.</summary>
public sealed class DamageTests
{
    private const int Profiles = 1100;
    private const string ProcessFile = "incusd.pid";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // A daemon that serves does so within two seconds on a quiet machine.
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 900_000)]
    [Trait("group", "database")]
    public async Task Check_DamagedLiveDatabase_SaysWhatTheDaemonThenDoes()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        var database = Path.Combine(incus.IncusDirectory, "database");
        var (killed, stopped) = await PrepareAsync(incus, database, cancel);
        var wrong = new List<string>();
        foreach (var (name, isKilled, make) in DamageKinds.All)
        {
            Directory.Delete(database, recursive: true);
            await LabCommand.RunAsync("cp", ["-a", isKilled ? killed : stopped, database], cancellationToken: cancel);
            make(new DamagedDatabase(Path.Combine(database, "global")));
            var check = await recover.JsonAsync([0, 1], cancel, "database", "check");

            var hangs = Reactions(check).Any(finding => finding.Reaction == DaemonReaction.Hangs);
            var seen = await StartAsync(incus, hangs ? HangLimit : Limit, cancel);

            if (Contradiction(check, seen, Path.Combine(database, "global")) is { } contradiction)
            {
                wrong.Add($"{name}: {contradiction}\n{string.Join('\n', check.GetProperty("findings").EnumerateArray())}\n{seen}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    /// <summary>Directories of a daemon that was killed while it wrote, and of one that was stopped after so many entries that there is a snapshot.</summary>
    internal static async Task<(string Killed, string Stopped)> PrepareAsync(PrivateIncus incus, string database, CancellationToken cancel)
    {
        await incus.StartAsync(cancel);
        using (var writer = new IncusWriter(incus))
        {
            await writer.WriteAsync("a", Profiles, cancel);
        }

        // Once more, so that there are two closed segments behind the snapshot.
        await incus.StopAsync(cancel);
        await incus.StartAsync(cancel);
        await incus.StopAsync(cancel);
        var stopped = incus.Directory.Of("stopped");
        await LabCommand.RunAsync("cp", ["-a", database, stopped], cancellationToken: cancel);
        await incus.StartAsync(cancel);
        using (var writer = new IncusWriter(incus))
        {
            await writer.WriteAsync("b", 30, cancel);
        }

        await incus.KillAsync(cancel);
        var killed = incus.Directory.Of("killed");
        await LabCommand.RunAsync("cp", ["-a", database, killed], cancellationToken: cancel);
        return (killed, stopped);
    }

    /// <summary>Starts the daemon, sees whether it serves, ends or does neither, and ends it.</summary>
    private static async Task<DaemonStart> StartAsync(PrivateIncus incus, TimeSpan limit, CancellationToken cancel)
    {
        File.Delete(Path.Combine(incus.IncusDirectory, "unix.socket"));
        File.Delete(incus.Directory.Of(ProcessFile));
        File.Delete(incus.Log);
        File.Delete($"{incus.Log}.out");
        await incus.RunAsync(incus.StartCommand, [], cancel);
        var serves = false;
        var hangs = false;
        try
        {
            await Wait.UntilAsync(async () => (serves = await incus.IsReadyAsync()) || await HasEndedAsync(incus, cancel), "the daemon serves or ends", limit, cancel);
        }
        catch (TimeoutException)
        {
            hangs = true;
        }

        var profiles = serves ? await incus.IncusAsync(cancel, "query", "/1.0/profiles?recursion=1") : "[]";
        if (serves || hangs)
        {
            await incus.KillAsync(cancel);
        }

        using var served = JsonDocument.Parse(profiles);
        var log = File.Exists(incus.Log) ? await File.ReadAllTextAsync(incus.Log, cancel) : "";
        return new DaemonStart(
            serves,
            hangs,
            served.RootElement.GetArrayLength(),
            profiles.Contains(DamageKinds.Changed, StringComparison.Ordinal),
            $"{log}\n{await File.ReadAllTextAsync($"{incus.Log}.out", cancel)}");
    }

    private static async Task<bool> HasEndedAsync(PrivateIncus incus, CancellationToken cancel)
    {
        var file = incus.Directory.Of(ProcessFile);
        var process = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancel)).Trim() : "";
        return process.Length > 0 && (await incus.TryAsync("kill", ["-0", process], cancel)).ExitCode != 0;
    }

    private static List<(DaemonReaction Reaction, string Text)> Reactions(JsonElement check) =>
    [
        .. check.GetProperty("findings").EnumerateArray().Select(finding =>
            (finding.GetProperty("reaction").Deserialize<DaemonReaction>(CoreJson.Compact), finding.GetProperty("daemonText").GetString()!)),
    ];

    // What the worst finding says against what was seen; null when they agree.
    private static string? Contradiction(JsonElement check, DaemonStart seen, string global)
    {
        var reactions = Reactions(check);
        if (reactions.Exists(finding => finding.Reaction == DaemonReaction.Hangs))
        {
            return seen.Hangs ? null : "it does not hang";
        }

        if (reactions.Find(finding => finding.Reaction is DaemonReaction.Refuses or DaemonReaction.RefusesOnce or DaemonReaction.Aborts or DaemonReaction.Crashes) is { Reaction: not DaemonReaction.Starts } stops)
        {
            return seen.Serves || seen.Hangs ? $"it runs, {stops.Reaction} was said"
                : stops.Text.Split(": call open")[0].Split("vfs.c: ") is var words && !words.All(part => seen.Log.Contains(part.Trim(), StringComparison.Ordinal)) ? $"it did not say {stops.Text}"
                : null;
        }

        return !seen.Serves ? "it does not serve"
            : seen.IsChanged != reactions.Exists(finding => finding.Reaction == DaemonReaction.ServesWrongData) ? "what it serves is not as it was said"
            : Lost(check, reactions, seen, Directory.GetFiles(global, "corrupt-*").Length > 0);
    }

    private static string? Lost(JsonElement check, List<(DaemonReaction Reaction, string Text)> reactions, DaemonStart seen, bool isSetAside)
    {
        var good = check.GetProperty("tables").GetProperty("profiles").GetInt32();
        if (isSetAside != reactions.Exists(finding => finding.Reaction == DaemonReaction.SetsAside))
        {
            return isSetAside ? "it set files aside" : "it set nothing aside";
        }

        // What it sets aside may hold good entries that were counted; and what it takes for other entries brings their pages all the same.
        return isSetAside ? (seen.Profiles <= good ? null : $"{seen.Profiles} profiles, {good} were good")
            : reactions.Exists(finding => finding.Reaction == DaemonReaction.LosesAndMixes) ? (seen.Profiles >= good ? null : $"{seen.Profiles} profiles, {good} were good")
            : seen.Profiles == good ? null : $"{seen.Profiles} profiles, {good} were read";
    }

    private sealed record DaemonStart(bool Serves, bool Hangs, int Profiles, bool IsChanged, string Log);
}

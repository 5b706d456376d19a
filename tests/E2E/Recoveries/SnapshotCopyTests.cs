using System.Text.Json;
using Recover.Core.Findings;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>Containers whose own backup file can't be used come back from the copy in their newest snapshot, when a person says so.</summary>
public sealed class SnapshotCopyTests
{
    private const string Pool = "main";

    // Whose file is empty, as a power cut leaves it, whose file is gone, and whose files are all gone.
    private const string Emptied = "emptied";
    private const string Missing = "missing";
    private const string Bare = "bare";

    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public Task CommandLine_DirPool_TakesTheCopyWhenSaid() => RecoverByCommandLineAsync("dir", TestContext.Current.CancellationToken);

    [Fact(Timeout = 300_000)]
    [Trait("group", "btrfs")]
    public Task CommandLine_BtrfsPool_TakesTheCopyWhenSaid() => RecoverByCommandLineAsync("btrfs", TestContext.Current.CancellationToken);

    [Fact(Timeout = 400_000)]
    [Trait("group", "dir")]
    public async Task Console_DirPool_AsksAndTakesTheCopy()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await LostAsync("dir", cancel);
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        var journey = new ConsoleJourney(browser);

        await browser.SignInAsync(console);
        await journey.OpenCaseAsync(StartPageTexts.DatabaseLost);
        await journey.FindStorageAsync();
        await journey.LookInsideAsync();
        foreach (var name in (string[])[Emptied, Missing])
        {
            var question = browser.Page.Locator($"[data-question$='/{name}']");
            await question.WaitForAsync();
            Assert.Contains("s1", await question.InnerTextAsync(), StringComparison.Ordinal);
            await question.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = QuestionsPageTexts.VolumeRecover }).ClickAsync();
            await question.GetByText(QuestionsPageTexts.VolumeRecover).WaitForAsync();
        }

        await journey.AcceptProposalsAsync();
        await journey.ReadPlanAsync();
        await journey.ApplyAsync();
        await journey.FinishAsync();

        Assert.Empty(browser.Problems);
        await IsBackAsync(incus, cancel);
    }

    private static async Task RecoverByCommandLineAsync(string driver, CancellationToken cancel)
    {
        await using var incus = await LostAsync(driver, cancel);
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        var scan = await recover.JsonAsync([1], cancel, "scan");
        var states = scan.GetProperty("volumes").EnumerateArray().ToDictionary(
            volume => volume.GetProperty("name").GetString()!, volume => volume.GetProperty("state").GetString());
        Assert.Equal(("question", "question", "broken"), (states[Emptied], states[Missing], states[Bare]));

        // Without a word about it, it is left out.
        var cautious = await recover.JsonAsync([1], cancel, "plan", "--accept-proposals", "-o", plan);
        Assert.Empty(Names(cautious, "instances"));
        Assert.Equal(2, (await recover.TryAsync(cancel, "plan", "--recover", $"default/{Bare}", "-o", plan)).ExitCode);

        var said = await recover.JsonAsync(
            [1], cancel, "plan", "--accept-proposals", "--recover", $"default/{Emptied}", "--recover", $"default/{Missing}", "-o", plan);
        Assert.Equal([Emptied, Missing], Names(said, "instances"));
        var written = said.GetProperty("notes").EnumerateArray()
            .Select(note => note.GetProperty("finding"))
            .Where(finding => finding.GetProperty("code").GetString()!.Equals(nameof(FindingCode.BackupFromSnapshot), StringComparison.OrdinalIgnoreCase))
            .Select(finding => finding.GetProperty("arguments")[0].GetString());
        Assert.Equal(["s1", "s1"], written);
        Assert.All(
            said.GetProperty("create").GetProperty("instances").EnumerateArray(),
            instance => Assert.Contains("s1", instance.GetProperty("from").GetString(), StringComparison.Ordinal));
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");
        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        await recover.JsonAsync([0], cancel, "verify", plan);
        await IsBackAsync(incus, cancel);
    }

    private static string[] Names(JsonElement plan, string kind) =>
        [.. plan.GetProperty("create").GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>Settings are those of the time of the newest snapshot; files are those of the end; the snapshots work.</summary>
    private static async Task IsBackAsync(PrivateIncus incus, CancellationToken cancel)
    {
        var listed = (await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "n")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([Emptied, Missing], listed.Order(StringComparer.Ordinal));
        foreach (var name in listed)
        {
            Assert.Equal("second", (await incus.IncusAsync(cancel, "config", "get", name, "user.then")).Trim());
            var snapshots = await incus.IncusAsync(cancel, "query", $"/1.0/instances/{name}/snapshots");
            Assert.Contains("/s0\"", snapshots, StringComparison.Ordinal);
            Assert.Contains("/s1\"", snapshots, StringComparison.Ordinal);
            await incus.IncusAsync(cancel, "start", name);
            Assert.Equal("at the end\n", await incus.ShellAsync("default", name, "cat /root/who", cancel));
            await incus.IncusLinesAsync($"stop --force {name}\nsnapshot restore {name} s0\nstart {name}", cancel);
            Assert.Equal("at the start\n", await incus.ShellAsync("default", name, "cat /root/who", cancel));
            await incus.IncusLinesAsync($"snapshot create {name} s2\ndelete --force {name}", cancel);
        }
    }

    private static async Task<PrivateIncus> LostAsync(string driver, CancellationToken cancel)
    {
        var incus = await PrivateIncus.CreateAsync(cancel);
        try
        {
            var image = await TinyImage.BuildAsync(incus.Directory, cancel);
            await incus.StartAsync(cancel);
            await incus.IncusLinesAsync($"""
                image import {image} --alias tiny
                storage create {Pool} {driver} {(driver == "btrfs" ? "size=512MiB" : "")}
                profile device add default root disk path=/ pool={Pool}
                """, cancel);
            foreach (var name in (string[])[Emptied, Missing, Bare])
            {
                await incus.IncusLinesAsync($"launch tiny {name} -c user.then=first", cancel);
                await incus.ShellAsync("default", name, "echo at the start > /root/who", cancel);
                await incus.IncusLinesAsync($"snapshot create {name} s0\nconfig set {name} user.then=second\nsnapshot create {name} s1\nconfig set {name} user.then=third", cancel);
                await incus.ShellAsync("default", name, "echo at the end > /root/who", cancel);
                await incus.IncusAsync(cancel, "stop", "--force", name);
            }

            await incus.StopAsync(cancel);
            incus.LoseDatabase();
            await File.WriteAllTextAsync(Volume(incus, "containers", Emptied, "backup.yaml"), "", cancel);
            File.Delete(Volume(incus, "containers", Missing, "backup.yaml"));
            File.Delete(Volume(incus, "containers", Bare, "backup.yaml"));
            await incus.RunAsync("sh", ["-c", "cd \"$1\" && for copy in */backup.yaml; do btrfs property set \"${copy%/*}\" ro false 2>/dev/null; rm \"$copy\"; done", "lose",
                Path.Combine(incus.IncusDirectory, "storage-pools", Pool, "containers-snapshots", Bare)], cancel);
            return incus;
        }
        catch
        {
            await incus.DisposeAsync();
            throw;
        }
    }

    private static string Volume(PrivateIncus incus, params string[] parts) =>
        incus.FromOutside(Path.Combine([incus.IncusDirectory, "storage-pools", Pool, .. parts]));
}

using System.Text.Json;
using Microsoft.Playwright;
using Recover.Core.Dependencies;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>A host whose database and disk do not go together in every way, made with the real daemon's SQL; records go and are made whole as said, and undo brings them back.</summary>
public sealed class DatabaseAgainstDiskTests
{
    [Fact(Timeout = 400_000)]
    [Trait("group", "database")]
    public async Task Plan_GhostsAndHalves_AreListedRemovedAndMadeWholeAndComeBackByUndo()
    {
        var cancel = TestContext.Current.CancellationToken;
        var odd = await OddHost.BuildAsync(cancel);
        await using var incus = odd.Incus;
        var recover = new RecoverProgram(incus);

        var scan = await recover.JsonAsync([1], cancel, "scan");
        Assert.Equal(odd.Expected, scan.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));

        // Nothing is removed unless it is said, not even when every proposal is taken.
        var accepted = await PlanAsync(recover, cancel, "--accept-proposals");
        Assert.Equal(0, accepted.GetProperty("remove").GetArrayLength());
        Assert.DoesNotContain("DELETE", accepted.GetProperty("statements").ToString(), StringComparison.Ordinal);

        string[] said = [.. odd.Removed.SelectMany(id => (string[])["--remove-record", id]), .. odd.Rebuilt.SelectMany(id => (string[])["--rebuild-record", id])];
        var plan = await PlanAsync(recover, cancel, said);
        Assert.Equal(odd.Removed.Order(StringComparer.Ordinal), plan.GetProperty("remove").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        var run = await recover.JsonAsync([0, 1], cancel, "apply", recover.PlanFile, "--yes");

        Assert.Equal("applied", run.GetProperty("outcome").GetString());
        Assert.Equal([], run.GetProperty("verification").GetProperty("differences").EnumerateArray().Select(difference => difference.GetString()));
        await incus.WaitReadyAsync(cancel);
        Assert.Equal("", Differences(odd.Whole, OddHost.Comparable(DatabaseFacts.Read(await incus.DumpAsync(cancel)))));
        await odd.IsServedAsync(cancel);

        var undone = await recover.JsonAsync([0], cancel, "undo", run.GetProperty("run").GetString()!, "--yes");
        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Equal("", Differences(odd.Damaged, DatabaseFacts.Read(await incus.DumpAsync(cancel))));
    }

    [Fact(Timeout = 400_000)]
    [Trait("group", "database")]
    public async Task Console_GhostsAndHalves_AreDecidedByClicksAndComeBackByUndo()
    {
        var cancel = TestContext.Current.CancellationToken;
        var odd = await OddHost.BuildAsync(cancel);
        await using var incus = odd.Incus;
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        var page = browser.Page;
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser) { Picture = name => browser.PictureAsync($"disk-{name}") };

        await journey.OpenCaseAsync(StartPageTexts.PoolMissing);
        await journey.FindStorageAsync();
        await journey.LookInsideAsync();
        await page.GetByTestId("record-decisions").WaitForAsync();
        await page.Locator("header[data-live=true]").WaitForAsync();
        await page.GetByTestId("question").Filter(new() { HasText = "default/u5" }).GetByRole(AriaRole.Button, new() { Name = QuestionsPageTexts.RecordRemove }).ClickAsync();
        foreach (var id in odd.Removed.Where(id => !id.StartsWith("rootVolumeAlone", StringComparison.Ordinal)))
        {
            await DecideAsync(page, id, QuestionsPageTexts.RecordRemove, AnswerKind.Remove);
        }

        foreach (var id in odd.Rebuilt)
        {
            await DecideAsync(page, id, QuestionsPageTexts.RecordRebuild, AnswerKind.Recover);
        }

        await browser.PictureAsync("disk-decided");
        await journey.Button(QuestionsPageTexts.Continue).ClickAsync();
        await journey.ReadPlanAsync();
        Assert.Equal(odd.Removed.Count, await page.GetByTestId("plan-removed").Locator("li").CountAsync());
        Assert.Equal(odd.Rebuilt.Count, await page.GetByTestId("plan-mended").Locator("ul.plan-items > li").CountAsync());
        await journey.ApplyAsync();
        await journey.FinishAsync();

        Assert.Equal("", Differences(odd.Whole, OddHost.Comparable(DatabaseFacts.Read(await incus.DumpAsync(cancel)))));
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await journey.Button(FinishedPageTexts.UndoButton).ClickAsync();
        await page.GetByTestId("run-undone").WaitForAsync(new() { Timeout = 120_000 });
        await incus.WaitReadyAsync(cancel);
        Assert.Equal("", Differences(odd.Damaged, DatabaseFacts.Read(await incus.DumpAsync(cancel))));
        Assert.Empty(browser.Problems);
    }

    private static async Task DecideAsync(IPage page, string record, string words, AnswerKind decision)
    {
        await page.Locator($"tr[data-record='{record}']").GetByRole(AriaRole.Button, new() { Name = words }).ClickAsync();
        await page.Locator($"tr[data-record='{record}'][data-decision={decision}]").WaitForAsync();
    }

    // The daemon deletes the last kind of fact at each start, whatever was done before.
    private static string Differences(SortedSet<string> wanted, SortedSet<string> found) => string.Join(
        '\n',
        wanted.Except(found).Select(fact => $"-{fact}").Concat(found.Except(wanted).Select(fact => $"+{fact}"))
            .Where(fact => !fact.Contains(" volatile.last_state.ready=", StringComparison.Ordinal)));

    private static Task<JsonElement> PlanAsync(RecoverProgram recover, CancellationToken cancellationToken, params string[] more) =>
        recover.JsonAsync([0, 1], cancellationToken, ["plan", "-o", recover.PlanFile, .. more]);
}

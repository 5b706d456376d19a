using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Recover.Core.Databases.Raft;
using Recover.Core.Runs;

namespace Recover.Tests.E2E.Lab;

/// <summary>Leads a signed-in browser through the steps of a case, as an operator goes: by the words on the page, nothing typed that the disks can tell.</summary>
internal sealed partial class ConsoleJourney(BrowserSession browser)
{
    // Making a plan of a rich host, stopping and starting the daemon included.
    private const float RunLimitMilliseconds = 400_000;

    private IPage Page => browser.Page;

    /// <summary>Called with a name at each step that is worth a picture.</summary>
    public Func<string, Task> Picture { get; init; } = _ => Task.CompletedTask;

    /// <summary>How a button, a link or a field is reached and used; with the mouse unless a test says otherwise.</summary>
    public IHand Hand { get; init; } = new MouseHand();

    /// <summary>Typed where the console asks for the key of an encrypted dataset; null when it does not ask.</summary>
    public string? ZfsKey { get; init; }

    /// <summary>From the start page to the plan, taking each proposal.</summary>
    public async Task LeadToPlanAsync(string situation)
    {
        await OpenCaseAsync(situation);
        await FindStorageAsync();
        await LookInsideAsync();
        await AcceptProposalsAsync();
        await ReadPlanAsync();
    }

    /// <summary>The whole way.</summary>
    public async Task LeadToEndAsync(string situation)
    {
        await LeadToPlanAsync(situation);
        await ApplyAsync();
        await FinishAsync();
    }

    public async Task OpenCaseAsync(string situation)
    {
        await OpenHostAsync(situation);
        await Hand.PressAsync(Button(HostPageTexts.Continue));
    }

    /// <summary>From the start page to what is seen of the host.</summary>
    public async Task OpenHostAsync(string situation)
    {
        await LiveAsync();
        await Picture("start");
        await Hand.PressAsync(Button(situation));
        await AtStepAsync("host");
        await Button(HostPageTexts.Continue).WaitForAsync();
        await Picture("host");
    }

    /// <summary>The page of the database tells the state of a file, and what the daemon would say of it.</summary>
    public async Task ShowsDatabaseAsync(string file, string state, string daemonText)
    {
        await AtStepAsync("database");
        var row = Page.GetByTestId("database-files").Locator("tr", new() { HasText = file });
        Assert.Contains(state, await row.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(daemonText, await Page.GetByTestId("database-findings").InnerTextAsync(), StringComparison.Ordinal);
        await Picture("page");
    }

    /// <summary>Chooses a state of the database and confirms with the host's name; says how the run ended.</summary>
    public async Task<string> PutBackAsync(CandidateSource source)
    {
        await Page.Locator($"[data-source={source}] input").CheckAsync();
        await Page.GetByLabel(DatabasePageTexts.TypeHost).FillAsync(await Page.GetByTestId("host-name").InnerTextAsync());
        await Picture("confirm");
        await Hand.PressAsync(Button(DatabasePageTexts.Button));
        await AtStepAsync("recover");
        return await EndOfRunAsync();
    }

    public async Task FindStorageAsync()
    {
        await AtStepAsync("storage");
        await Button(StoragePageTexts.LookInside).WaitForAsync();
        if (ZfsKey is { } key)
        {
            await Page.GetByTestId("zfs-keys").Locator("input").FillAsync(key);
        }

        await Picture("storage");
        await Hand.PressAsync(Button(StoragePageTexts.LookInside));
    }

    public async Task LookInsideAsync()
    {
        await AtStepAsync("scan");
        await Button(ScanPageTexts.Again).WaitForAsync();
        await Picture("scan");
        await Hand.PressAsync(Button(ScanPageTexts.ContinueQuestions));
    }

    public async Task AcceptProposalsAsync()
    {
        await AtStepAsync("questions");
        await Button(QuestionsPageTexts.AcceptAll).WaitForAsync();
        await Picture("questions");
        await Hand.PressAsync(Button(QuestionsPageTexts.AcceptAll));
        await Page.GetByText(QuestionsPageTexts.AllAnswered).WaitForAsync();
        await Hand.PressAsync(Button(QuestionsPageTexts.Continue));
    }

    public async Task ReadPlanAsync()
    {
        await AtStepAsync("plan");
        await Button(PlanPageTexts.Continue).WaitForAsync(new() { Timeout = RunLimitMilliseconds });
        await Picture("plan");
    }

    /// <summary>Confirms the plan with the host's name and waits until the run has ended; says how it ended.</summary>
    public async Task<string> RunAsync()
    {
        await ConfirmAsync();
        return await EndOfRunAsync();
    }

    /// <summary>Confirms the plan with the host's name and goes on at once.</summary>
    public async Task ConfirmAsync()
    {
        await Hand.PressAsync(Button(PlanPageTexts.Continue));
        await AtStepAsync("recover");
        var name = await Page.GetByTestId("host-name").InnerTextAsync();
        await Hand.TypeAsync(Page.GetByLabel(RecoverPageTexts.TypeHost), name);
        await Picture("confirm");
        await Hand.PressAsync(Button(RecoverPageTexts.Button));
    }

    /// <summary>The mark of the end that the page shows: applied, rolled-back, failed, interrupted or undone.</summary>
    public async Task<string> EndOfRunAsync()
    {
        var end = Page.Locator("[data-testid^=run-]:not([data-testid=run-steps])");
        try
        {
            await end.WaitForAsync(new() { Timeout = RunLimitMilliseconds });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The run has not ended. At {Page.Url} stands:\n{await Page.Locator("body").InnerTextAsync()}");
        }

        await Picture("run");
        return (await end.GetAttributeAsync("data-testid"))!["run-".Length..];
    }

    public async Task ApplyAsync()
    {
        var end = await RunAsync();
        Assert.True(end == "applied", $"The run ended {end}:\n{await Page.Locator("main").InnerTextAsync()}");
    }

    public async Task FinishAsync()
    {
        await Hand.PressAsync(Page.GetByRole(AriaRole.Link, new() { Name = RecoverPageTexts.ToFinished }));
        await AtStepAsync("finished");
        await Page.GetByTestId("finished-summary").WaitForAsync();
        await Picture("finished");
        Assert.Equal(0, await Page.GetByTestId("differences").CountAsync());
    }

    /// <summary>
    /// The start page of a console that was started anew says that a run was interrupted, and leads to it; there stands what was done and what was not.
    /// Nothing is changed by reading it.
    /// </summary>
    public async Task ShowsInterruptedRunAsync(RunStepName step)
    {
        await LiveAsync();
        var told = Page.GetByTestId("interrupted");
        await told.WaitForAsync();
        Assert.Contains(RecoverPageTexts.InterruptedTitle, await told.InnerTextAsync(), StringComparison.Ordinal);
        var listed = Page.Locator("table tbody tr");
        Assert.Equal(1, await listed.CountAsync());
        Assert.Contains(RecoverPageTexts.OutcomeInterrupted, await listed.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await told.GetByRole(AriaRole.Link).ClickAsync();
        await AtStepAsync("recover");
        Assert.Equal("interrupted", await EndOfRunAsync());
        Assert.Contains(RecoverPageTexts.InterruptedText, await Page.GetByTestId("run-interrupted").InnerTextAsync(), StringComparison.Ordinal);

        var steps = Page.GetByTestId("run-steps").Locator("tbody tr");
        var states = await steps.EvaluateAllAsync<string[]>("rows => rows.map(row => row.querySelector('.tag').textContent.trim())");
        var reached = (await steps.EvaluateAllAsync<string[]>("rows => rows.map(row => row.querySelector('th').textContent.trim())"))
            .IndexOf(RecoverPageTexts.ResourceManager.GetString($"Step{step}"));
        Assert.All(states[..reached], state => Assert.Equal(RecoverPageTexts.StateDone, state));
        Assert.Equal(RecoverPageTexts.StateRunning, states[reached]);
        Assert.All(states[(reached + 1)..], state => Assert.Equal(RecoverPageTexts.StateWaiting, state));
    }

    /// <summary>The button with these words; places for numbers and names match anything.</summary>
    public ILocator Button(string words) => Page.GetByRole(AriaRole.Button, new() { NameRegex = Pattern(words) });

    private static Regex Pattern(string words) => new("^\\s*" + PlacePattern().Replace(Regex.Escape(words), ".+"));

    private async Task AtStepAsync(string step)
    {
        await browser.AtAsync(new Regex($"/cases/\\d+/{step}$"));
        await LiveAsync();
    }

    // A page is readable before it answers to clicks.
    private Task LiveAsync() => Page.Locator("header[data-live=true]").WaitForAsync();

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex PlacePattern();
}

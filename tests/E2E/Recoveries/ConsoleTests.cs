using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>What the console shows when things go another way than hoped.</summary>
public sealed class ConsoleTests
{
    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Console_DaemonDoesNotComeUp_SaysThatEverythingWasPutBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        await File.WriteAllTextAsync(incus.StartFailures, "x", cancel);

        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);
        await journey.LeadToPlanAsync(StartPageTexts.PoolMissing);

        Assert.Equal("rolled-back", await journey.RunAsync());
        await incus.WaitReadyAsync(cancel);
        Assert.Empty(await host.InstancesAsync(cancel));
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Console_BrowserGoesAwayDuringTheRun_TheSameAddressShowsItsEnd()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);
        await journey.LeadToPlanAsync(StartPageTexts.PoolMissing);

        await journey.ConfirmAsync();
        await browser.Page.GetByTestId("run-steps").WaitForAsync();
        var address = browser.Page.Url;
        await browser.Page.GotoAsync("about:blank");
        await browser.Page.GotoAsync(address);

        Assert.Equal("applied", await journey.EndOfRunAsync());
        await host.IsBackAsync(cancel);
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Console_HostWithoutPools_SaysThatNothingWasFound()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        await incus.StartAsync(cancel);
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        await new ConsoleJourney(browser).OpenCaseAsync(StartPageTexts.DatabaseLost);

        await browser.Page.GetByTestId("nothing-found").WaitForAsync();
        Assert.Empty(browser.Problems);
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "dir")]
    public async Task Console_SignInLineUsedTwice_LetsNobodyInAgain()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var first = await BrowserSession.OpenAsync();
        await first.SignInAsync(console);

        await using var second = await BrowserSession.OpenAsync();
        await second.Page.GotoAsync(console.SignInAddress);

        await second.Page.GetByTestId("problem").WaitForAsync();
        Assert.Contains("/login", second.Page.Url, StringComparison.Ordinal);
    }
}

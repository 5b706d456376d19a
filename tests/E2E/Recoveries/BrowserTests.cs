using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The whole way of a rich host through the browser.</summary>
public sealed class BrowserTests
{
    [Fact(Timeout = 400_000)]
    [Trait("group", "dir")]
    public Task Console_DirPool_BringsTheHostBack() => RecoverAsync("dir", TestContext.Current.CancellationToken);

    [Fact(Timeout = 400_000)]
    [Trait("group", "btrfs")]
    public Task Console_BtrfsPool_BringsTheHostBack() => RecoverAsync("btrfs", TestContext.Current.CancellationToken);

    private static async Task RecoverAsync(string driver, CancellationToken cancel)
    {
        var host = await RichHost.BuildAsync(driver, cancel);
        await using var incus = host.Incus;
        await host.LoseStoppedAsync(cancel);
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        await new ConsoleJourney(browser).LeadToEndAsync(StartPageTexts.DatabaseLost);

        Assert.Empty(browser.Problems);
        var recovered = new RecoveredHost(host);
        await recovered.ComparesWithBeforeAsync(cancel);
        await recovered.ListsEverythingAsync(cancel);
        await recovered.StaysStoppedAsync(cancel);
        await recovered.StartsWithItsFilesAsync(cancel);
        await recovered.WorksOnAsync(cancel);
    }
}

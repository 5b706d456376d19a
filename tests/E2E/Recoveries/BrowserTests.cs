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

    /// <summary>Every default was accepted: not one key but those of the host's name, which confirms the change.</summary>
    private static async Task NothingWasTypedAsync(BrowserSession browser)
    {
        var typed = await browser.Typed.ReadAsync();
        var elsewhere = typed.Where(pair => !pair.Key.EndsWith($": {RecoverPageTexts.TypeHost}", StringComparison.Ordinal)).Sum(pair => pair.Value);
        TestContext.Current.SendDiagnosticMessage($"keys typed outside sign-in and confirmation: {elsewhere}");
        Assert.True(elsewhere == 0, string.Join(", ", typed));
        Assert.Equal((await browser.Page.GetByTestId("host-name").InnerTextAsync()).Length, typed[$"keydown: {RecoverPageTexts.TypeHost}"]);
    }

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
        await NothingWasTypedAsync(browser);
        var recovered = new RecoveredHost(host);
        await recovered.ComparesWithBeforeAsync(cancel);
        await recovered.ListsEverythingAsync(cancel);
        await recovered.StaysStoppedAsync(cancel);
        await recovered.StartsWithItsFilesAsync(cancel);
        await recovered.WorksOnAsync(cancel);
    }
}

using Microsoft.Playwright;
using Recover.Core.Databases.Raft;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>An operator who comes with "Incus does not start" is led to the database, and puts it back by clicks.</summary>
public sealed class YourDatabaseTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "database")]
    public async Task Console_DamagedClosedSegment_LeadsToTheDatabaseAndPutsItBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync(
            """
            storage create pool dir
            profile create web
            profile create mail
            network create br-shop
            config set user.note=kept
            """,
            cancel);
        // A second segment behind the damaged one: then the daemon refuses instead of losing entries in silence.
        await incus.StopAsync(cancel);
        await incus.StartAsync(cancel);
        var before = DatabaseFacts.Read(await incus.DumpAsync(cancel));
        await incus.StopAsync(cancel);
        var files = new DamagedDatabase(Path.Combine(incus.IncusDirectory, "database", "global"));
        var damaged = files.OldClosed;
        files.Flip(damaged, files.Batches(damaged)[1] + 100);
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        var page = browser.Page;
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser) { Picture = name => browser.PictureAsync($"database-{name}") };

        await journey.OpenHostAsync(StartPageTexts.DatabaseLost);
        await page.GetByRole(AriaRole.Link, new() { Name = DatabasePageTexts.GoThere }).ClickAsync();
        await journey.ShowsDatabaseAsync(damaged, DatabasePageTexts.FileDamaged, "data checksum mismatch");
        var end = await journey.PutBackAsync(CandidateSource.Dump);

        Assert.True(end == "restored", await page.Locator("main").InnerTextAsync());
        await incus.WaitReadyAsync(cancel);
        Assert.Equal(before, DatabaseFacts.Read(await incus.DumpAsync(cancel)));
        await page.GetByRole(AriaRole.Link, new() { Name = RecoverPageTexts.ToHost }).ClickAsync();
        await page.GetByText(HostPageTexts.DatabaseServed).WaitForAsync();
        Assert.Equal(0, await page.GetByTestId("database-advice").CountAsync());
        Assert.Empty(browser.Problems);
    }
}

using Recover.Tests.E2E.Lab;
using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

/// <summary>A lost host of the lab through the console: the browser outside, the console in the guest, its port forwarded.</summary>
[Trait("group", "lab-console")]
public sealed class LabConsoleTests(LostStorage<BtrfsDiskBackend> lost) : IClassFixture<LostStorage<BtrfsDiskBackend>>
{
    [Fact(Timeout = 1_200_000)]
    public async Task Console_LostHost_BringsItBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var machine = await lost.BootAsync("console", cancel);
        await using var console = await GuestConsole.StartAsync(machine.Guest, machine.Recover, cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        await new ConsoleJourney(browser) { Picture = name => browser.PictureAsync($"lab-{name}") }.LeadToEndAsync(StartPageTexts.DatabaseLost);

        Assert.Empty(browser.Problems);
        var recovered = new RecoveredStorage(machine, lost.Backend);
        await recovered.ComparesWithBeforeAsync(lost.DumpBefore, cancel);
        await recovered.StartsWithItsFilesAsync(cancel);
        await recovered.WorksOnAsync(cancel);
    }
}

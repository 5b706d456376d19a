using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>
/// The example of Incus' documentation on disaster recovery: the database does not know the pool <c>default</c> with the containers <c>u1</c> and <c>u2</c>,
/// and the network they use is missing. There the pool's name, driver and source are typed and the network is made by hand in another terminal; here neither.
/// </summary>
public sealed class DocumentationTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "documentation")]
    public async Task Console_ExampleOfTheDocumentation_NothingIsTypedAndU1Starts()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(cancel);
        await using var incus = host.Incus;
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        await new ConsoleJourney(browser).LeadToEndAsync(StartPageTexts.PoolMissing);

        Assert.Empty(browser.Problems);
        await host.IsBackAsync(cancel);
        Assert.Equal(SmallHost.Pool, (await incus.IncusAsync(cancel, "storage", "list", "--format", "csv")).Split(',')[0]);
    }
}

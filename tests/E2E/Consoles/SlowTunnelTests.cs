using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Consoles;

[Trait("group", "sample")]
public sealed class SlowTunnelTests
{
    // Longer to type than a round trip takes.
    private const string Typed = "a-host-that-is-not-this-one-and-has-a-long-name";

    /// <summary>The heading gets the focus after each change of page, a round trip late: what is typed before must not go there.</summary>
    [Fact(Timeout = 600_000)]
    public async Task Confirmation_TypedAtOnceOverASlowTunnel_LosesNoCharacter()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, cancel);
        var (tunnel, address) = SlowTunnel.To(console.SignInAddress);
        await using var _ = tunnel;
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(address);
        var journey = new ConsoleJourney(browser);
        await journey.LeadToPlanAsync(StartPageTexts.Practice);
        await journey.Hand.PressAsync(journey.Button(PlanPageTexts.Continue));
        var field = browser.Page.GetByLabel(RecoverPageTexts.TypeHost);
        // Asked with each frame: a locator looks half a second apart.
        await browser.Page.WaitForFunctionAsync("() => { const field = document.querySelector('.confirm input'); field?.focus(); return field !== null; }");
        await browser.Page.Keyboard.TypeAsync(Typed, new() { Delay = 25 });
        // Its answer comes behind everything that the new page has brought along.
        await field.PressAsync("Enter");
        var name = await browser.Page.GetByTestId("host-name").InnerTextAsync();
        await browser.Page.GetByText(RecoverPageTexts.HostWrong.Replace("{0}", name, StringComparison.Ordinal)).WaitForAsync();

        Assert.Equal(Typed, await field.InputValueAsync());
        Assert.True(await field.EvaluateAsync<bool>("field => field === document.activeElement"), "The field has lost the focus.");
        Assert.Empty(browser.Problems);
    }
}

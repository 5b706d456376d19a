using Microsoft.Playwright;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>Choices per instance, with the real daemon: left out in the browser and brought back by a second case, and a new identity.</summary>
public sealed class ChoiceTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public async Task Console_InstanceLeftOutAndTwinRenewed_ComeBackAsChosen()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.ReinstalledAsync(_ => "config set u2 volatile.eth0.hwaddr 00:16:3e:01:02:03", cancel);
        await using var incus = host.Incus;
        await using var console = await RecoverConsole.StartAsync(incus, new RecoverProgram(incus), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);

        await journey.OpenCaseAsync(StartPageTexts.PoolMissing);
        await journey.FindStorageAsync();
        await journey.LookInsideAsync();
        await ChooseAsync(browser.Page, "default/u1", QuestionsPageTexts.VolumeLeaveOut, "out");
        await ChooseAsync(browser.Page, "default/u2", QuestionsPageTexts.NewIdentity, "renewed");
        await journey.AcceptProposalsAsync();
        await journey.ReadPlanAsync();
        await journey.ApplyAsync();
        await journey.FinishAsync();
        Assert.Equal(["u2"], await host.InstancesAsync(cancel));
        await incus.IncusAsync(cancel, "start", "u2");
        Assert.DoesNotContain("00:16:3e:01:02:03", await incus.IncusAsync(cancel, "exec", "u2", "--", "ip", "link"), StringComparison.Ordinal);

        await browser.Page.GotoAsync(new Uri(new Uri(browser.Page.Url), "/").ToString());
        await journey.OpenCaseAsync(StartPageTexts.PoolMissing);
        await journey.FindStorageAsync();
        await journey.Button(ScanPageTexts.ContinuePlan).ClickAsync();
        await journey.ReadPlanAsync();
        await journey.ApplyAsync();
        await journey.FinishAsync();
        Assert.Equal("u1,STOPPED\nu2,RUNNING\n", await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "ns"));
        Assert.Empty(browser.Problems);
    }

    private static async Task ChooseAsync(IPage page, string volume, string words, string decision)
    {
        await page.Locator("header[data-live=true]").WaitForAsync();
        await page.Locator($"tr[data-volume='{volume}']").GetByRole(AriaRole.Button, new() { Name = $"{words}: {volume}" }).ClickAsync();
        await page.Locator($"tr[data-volume='{volume}'][data-decision={decision}]").WaitForAsync();
    }
}

using System.Text.Json;
using Microsoft.Playwright;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Readiness;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>Whether instances will start, said before; and their start from the console and the command line, with the real daemon.</summary>
public sealed class StartTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public async Task Console_StartsOneAfterAnother_AndTheOneWithoutItsPathSaidSoBefore()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await HostWithSharedPathAsync(cancel);
        await using var incus = host.Incus;
        var share = Share(incus);
        Directory.Delete(share);
        var recover = new RecoverProgram(incus);
        await using var console = await RecoverConsole.StartAsync(incus, recover, cancel);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);

        await journey.LeadToPlanAsync(StartPageTexts.PoolMissing);
        var said = await browser.Page.GetByTestId("readiness").InnerTextAsync();
        var finding = Finding.Of(FindingCode.DeviceHostPathMissing, "share", share);
        Assert.Contains("default/u3", said, StringComparison.Ordinal);
        Assert.Contains(finding.Message, said, StringComparison.Ordinal);
        Assert.DoesNotContain("default/u1", said, StringComparison.Ordinal);
        await journey.ApplyAsync();
        await journey.FinishAsync();

        await ClickStartAsync(browser.Page, "default/u1", InstanceStartState.Running);
        Assert.Equal("u1\n", await incus.ShellAsync("default", "u1", "cat /root/who", cancel));
        await browser.Page.ReloadAsync();
        await RowAsync(browser.Page, "default/u1", InstanceStartState.Running);

        await ClickStartAsync(browser.Page, "default/u3", InstanceStartState.Failed);
        var row = await Row(browser.Page, "default/u3").TextContentAsync();
        Assert.Contains(finding.Remedy, row, StringComparison.Ordinal);
        Assert.Contains($"Missing source path \"{share}\"", row, StringComparison.Ordinal);
        Directory.CreateDirectory(share);
        await ClickStartAsync(browser.Page, "default/u3", InstanceStartState.Running);

        await Row(browser.Page, "default/u2").GetByRole(AriaRole.Button).DblClickAsync();
        await RowAsync(browser.Page, "default/u2", InstanceStartState.Running);
        Assert.Equal("u1,RUNNING\nu2,RUNNING\nu3,RUNNING\n", await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "ns"));
        Assert.Empty(browser.Problems);
        var report = await recover.JsonAsync([0], cancel, "report", "1");
        Assert.Single(Timeline(report), what => what == CaseTexts.Get("Event.InstanceStarting", "default/u2"));
        Assert.Equal(["running", "running", "running"], report.GetProperty("starts").EnumerateArray().Select(start => start.GetProperty("state").GetString()));
    }

    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public async Task CommandLine_StartsOneAfterAnother_AndTellsIncusWords()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await HostWithSharedPathAsync(cancel);
        await using var incus = host.Incus;
        Directory.Delete(Share(incus));
        var recover = new RecoverProgram(incus);
        var file = incus.Directory.Of("plan.json");

        var plan = await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", file);
        var readiness = plan.GetProperty("readiness").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("forecast").GetString());
        Assert.Equal(Word(StartForecast.Ready), readiness["u1"]);
        Assert.Equal(Word(StartForecast.NotReady), readiness["u3"]);
        await recover.JsonAsync([0, 1], cancel, "apply", file, "--yes");

        Assert.Equal(Word(InstanceStartState.Running), (await recover.JsonAsync([0], cancel, "start", "1", "default/u1")).GetProperty("state").GetString());
        Assert.Equal("u1\n", await incus.ShellAsync("default", "u1", "cat /root/who", cancel));
        var failed = await recover.JsonAsync([1], cancel, "start", "1", "default/u3");
        Assert.Equal(Word(InstanceStartState.Failed), failed.GetProperty("state").GetString());
        Assert.Contains("Missing source path", failed.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await recover.TryAsync(cancel, "start", "1", "default/nobody")).ExitCode);
        Assert.Equal("u1,RUNNING\nu2,STOPPED\nu3,STOPPED\n", await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "ns"));
    }

    private static string Share(PrivateIncus incus) => incus.Directory.Of("share");

    private static Task<SmallHost> HostWithSharedPathAsync(CancellationToken cancellationToken) => SmallHost.ReinstalledAsync(
        incus => $"""
            create tiny u3
            config device add u3 share disk source={Directory.CreateDirectory(Share(incus)).FullName} path=/srv/share
            """,
        cancellationToken);

    private static IEnumerable<string?> Timeline(JsonElement report) =>
        report.GetProperty("timeline").EnumerateArray().Select(one => one.GetProperty("what").GetString());

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static ILocator Row(IPage page, string instance) => page.Locator($"tr[data-instance='{instance}']");

    private static async Task ClickStartAsync(IPage page, string instance, InstanceStartState end)
    {
        await page.Locator("header[data-live=true]").WaitForAsync();
        await Row(page, instance).GetByRole(AriaRole.Button).ClickAsync();
        await RowAsync(page, instance, end);
    }

    private static async Task RowAsync(IPage page, string instance, InstanceStartState state)
    {
        try
        {
            await page.Locator($"tr[data-instance='{instance}'][data-state={state}]").WaitForAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{instance} is not {state}:\n{await page.Locator("main").TextContentAsync()}");
        }
    }
}

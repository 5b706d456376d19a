using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Consoles;

/// <summary>What others may try, in a real browser in which an operator is signed in: pages of strangers, and a pool whose names and settings are a script.</summary>
public sealed class AttackTests
{
    private const string Script = "<script>window.owned=1</script><img src=x onerror=window.owned=2>";
    private const string ScriptName = "<img src=x onerror=window.owned=3>";

    private const string TryEverythingScript = """
        async console => {
          const opened = await new Promise(resolve => {
            const socket = new WebSocket(`${console.replace('http', 'ws')}/_blazor`);
            socket.onopen = () => resolve(true);
            socket.onerror = () => resolve(false);
          });
          const read = await fetch(`${console}/`, { credentials: 'include' }).then(answer => answer.text()).catch(() => '');
          return { opened, read };
        }
        """;

    /// <summary>Another page in the same browser neither reads the console nor opens its websocket; nor does a name that leads to this machine.</summary>
    [Fact(Timeout = 300_000)]
    [Trait("group", "sample")]
    public async Task PageOfAStranger_OperatorSignedIn_ReachesNothing()
    {
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, TestContext.Current.CancellationToken);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var own = new Uri(browser.Page.Url).GetLeftPart(UriPartial.Authority);
        var rebound = await browser.Page.Context.NewPageAsync();
        var stranger = await browser.Page.Context.NewPageAsync();
        await stranger.RouteAsync("http://stranger.example/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>stranger</h1>" }));

        // An answer without a page counts as a failed navigation, so the answer itself is waited for.
        var other = $"http://console.example:{new Uri(own).Port}/";
        var answer = await rebound.RunAndWaitForResponseAsync(() => rebound.EvaluateAsync("address => { location.assign(address); }", other), other);
        await stranger.GotoAsync("http://stranger.example/");
        var reached = await stranger.EvaluateAsync<System.Text.Json.JsonElement>(TryEverythingScript, own);

        Assert.Equal(400, answer.Status);
        Assert.False(reached.GetProperty("opened").GetBoolean());
        Assert.Equal("", reached.GetProperty("read").GetString());
    }

    /// <summary>Everything a pool holds is a value: it is shown as it is, and nothing of it runs.</summary>
    [Fact(Timeout = 600_000)]
    [Trait("group", "sample")]
    public async Task ScriptsInNamesAndSettings_WholeJourneyAndReport_AreShownAndNeverRun()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, cancel);
        await WriteScriptsAsync(PublishedConsole.TemporaryFilesOf(directory), cancel);
        await using var browser = await BrowserSession.OpenAsync();
        var shown = new HashSet<string>();
        await browser.SignInAsync(console);

        await new ConsoleJourney(browser) { Picture = NoteAsync }.LeadToEndAsync(StartPageTexts.Practice);
        var home = new Uri(browser.Page.Url).AbsolutePath;
        foreach (var page in (string[])["scan", "questions", "plan"])
        {
            await browser.OpenLiveAsync($"{home[..home.LastIndexOf('/')]}/{page}");
            await NoteAsync($"{page} afterwards");
        }

        await browser.Page.GotoAsync(browser.AddressOf($"{home[..home.LastIndexOf('/')]}/report"));
        await NoteAsync("report");

        Assert.Superset(new HashSet<string> { "scan", "questions", "plan", "report" }, shown);
        Assert.Empty(browser.Problems);

        async Task NoteAsync(string name)
        {
            Assert.Null(await browser.Page.EvaluateAsync<int?>("window.owned ?? null"));
            Assert.Equal(0, await browser.Page.Locator("img[src=x]").CountAsync());
            var text = await browser.Page.EvaluateAsync<string>("document.body.textContent");
            if (text.Contains(Script, StringComparison.Ordinal) || text.Contains(ScriptName, StringComparison.Ordinal))
            {
                shown.Add(name);
            }
        }
    }

    /// <summary>Puts scripts where the sample host has words of people: in descriptions and settings of its backup files, and in a name.</summary>
    private static async Task WriteScriptsAsync(string temporary, CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(temporary, "backup.yaml", SearchOption.AllDirectories);
        var changed = 0;
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            var hostile = text.Replace("Web servers", Script, StringComparison.Ordinal)
                .Replace("Public web site", Script, StringComparison.Ordinal)
                .Replace("user.role: web", $"user.role: {Script}", StringComparison.Ordinal);
            changed += hostile == text ? 0 : 1;
            await File.WriteAllTextAsync(file, hostile, cancellationToken);
        }

        Assert.NotEqual(0, changed);
        var containers = Directory.GetDirectories(temporary, "containers", SearchOption.AllDirectories).Single(path => path.Contains("storage-pools", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(containers, ScriptName));
    }
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>The system's Chromium with one page, which notes everything a page must not do: ask other hosts, miss an asset, throw.</summary>
internal sealed partial class BrowserSession : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Names of strangers lead to this machine, as after a DNS server of theirs was asked.
        "--host-resolver-rules=MAP *.example 127.0.0.1",
    ];

    /// <summary>The window unless a test wants another one.</summary>
    public static readonly ViewportSize Desk = new() { Width = 1280, Height = 900 };

    private const float StepLimitMilliseconds = 180_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _problems = new();

    private BrowserSession(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        Typed = new TypedKeys(page);
        page.PageError += (_, error) => _problems.Enqueue($"script error: {error}");
        page.RequestFinished += async (_, request) => await NoteAsync(request);
        page.RequestFailed += (_, request) => NoteFailure(request);
    }

    public IPage Page { get; }

    /// <summary>Keys pressed since the browser was opened.</summary>
    public TypedKeys Typed { get; }

    /// <summary>Requests to other hosts, answers that are errors, script errors.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>A window of a desk by default; otherwise as <paramref name="look"/> says.</summary>
    public static async Task<BrowserSession> OpenAsync(BrowserNewContextOptions? look = null)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = LabPrograms.Chromium, Args = Flags, ChromiumSandbox = false });
        var context = await browser.NewContextAsync(look ?? new() { ViewportSize = Desk });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(StepLimitMilliseconds);
        var session = new BrowserSession(playwright, browser, page);
        await session.Typed.BeginAsync();
        return session;
    }

    /// <summary>Opens the console with the line it printed and waits until it answers to clicks.</summary>
    public Task SignInAsync(RecoverConsole console) => SignInAsync(console.SignInAddress);

    /// <summary>The same with the line's address as this browser reaches it.</summary>
    public async Task SignInAsync(string address)
    {
        await Page.GotoAsync(address);
        await AtAsync(AfterSignInPattern());
    }

    /// <summary>
    /// Waits until the page's address matches. The browser is asked again and again: waiting for the event of a navigation misses one that comes between
    /// the look at the address and the wait.
    /// </summary>
    public async Task AtAsync(Regex address)
    {
        try
        {
            await Assertions.Expect(Page).ToHaveURLAsync(address, new() { Timeout = StepLimitMilliseconds });
        }
        catch (PlaywrightException)
        {
            Assert.Fail($"At {Page.Url} instead of {address} stands:\n{await Page.Locator("body").InnerTextAsync()}\n{string.Join('\n', Problems)}");
        }
    }

    /// <summary>The address of a path on the console whose page is shown.</summary>
    public string AddressOf(string path) => new Uri(new Uri(Page.Url), path).ToString();

    /// <summary>Opens a page of the console and waits until it answers to clicks.</summary>
    public async Task OpenLiveAsync(string path)
    {
        await Page.GotoAsync(AddressOf(path));
        await Page.Locator("header[data-live=true]").WaitForAsync();
    }

    /// <summary>Takes a picture of the page when RECOVER_PICTURES names a directory for them: those of the documentation would differ a little each time.</summary>
    public Task PictureAsync(string name) =>
        Environment.GetEnvironmentVariable("RECOVER_PICTURES") is { Length: > 0 } place
            ? Page.ScreenshotAsync(new() { Path = Path.Combine(place, name + ".png") })
            : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task NoteAsync(IRequest request)
    {
        NoteHost(request);
        try
        {
            if (await request.ResponseAsync() is { Status: >= 400 } response)
            {
                _problems.Enqueue($"{response.Status} for {request.Url}");
            }
        }
        catch (PlaywrightException error) when (error.GetType().Name == "TargetClosedException")
        {
            // The browser was closed while it answered.
        }
    }

    private void NoteFailure(IRequest request)
    {
        NoteHost(request);

        // A page that is left while it loads gives its requests up; that is no problem of the page.
        if (request.Failure is { } failure && failure != "net::ERR_ABORTED")
        {
            _problems.Enqueue($"{failure} for {request.Url}");
        }
    }

    private void NoteHost(IRequest request)
    {
        if (new Uri(request.Url) is { IsLoopback: false, Scheme: "http" or "https" or "ws" or "wss" })
        {
            _problems.Enqueue($"request to another host: {request.Url}");
        }
    }

    [GeneratedRegex("^(?!.*/login)")]
    private static partial Regex AfterSignInPattern();
}

using System.Net;
using System.Text.RegularExpressions;
using Recover.Web.Access;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Access;

public sealed partial class GuardTests
{
    private static readonly (string, string)[] WebSocketHeaders =
    [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];

    [Theory(Timeout = 60_000)]
    [InlineData("localhost:1234", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8443", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    public async Task HostFilter_Name_DecidesBeforeEverythingElse(string host, HttpStatusCode expected)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);

        using var response = await console.GetAsync("/health", ("Host", host));

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Origin_Foreign_IsRefusedOnPages(string origin)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var cookie = await console.SignInForCookieAsync();

        using var response = await console.GetAsync("/", ("Cookie", cookie), ("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task WebSocket_ForeignOriginOrNoSession_IsRefused()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var cookie = await console.SignInForCookieAsync();
        var own = $"http://localhost:{console.Server.Port}";

        using var foreign = await console.GetAsync("/_blazor", [.. WebSocketHeaders, ("Cookie", cookie), ("Origin", "http://evil.example")]);
        using var stranger = await console.GetAsync("/_blazor", [.. WebSocketHeaders, ("Origin", own)]);
        using var mine = await console.GetAsync("/_blazor", [.. WebSocketHeaders, ("Cookie", cookie), ("Origin", own)]);

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, mine.StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/")]
    [InlineData("/cases/1/recover")]
    [InlineData("/cases/1/report")]
    [InlineData("/cases/1/plan.json")]
    [InlineData("/no-such-page")]
    public async Task Page_WithoutSession_LeadsToSignInAndBack(string path)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);

        using var response = await console.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(LocalUrl.Login(path), response.Headers.Location?.OriginalString);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/login")]
    [InlineData("/")]
    [InlineData("/cases/1/plan")]
    public async Task Page_Headers_LetNothingFromElsewhereIn(string path)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        console.Workflow.Put(SampleCases.Planned());
        var cookie = await console.SignInForCookieAsync();

        using var response = await console.GetAsync(path, ("Cookie", cookie));

        Assert.Equal(SecurityHeaders.Policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(ExternalAddress(), html);
        Assert.DoesNotMatch(InlineScript(), html);
    }

    [GeneratedRegex("(src|href|action)=\"(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex ExternalAddress();

    [GeneratedRegex("<script(?![^>]*\\bsrc=)[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}

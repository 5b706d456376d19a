using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recover.Core.Cases;
using Recover.Web.Access;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Access;

public sealed class SignInTests
{
    [Fact(Timeout = 60_000)]
    public async Task SignIn_RightCode_GivesStrictHttpOnlyCookieThatOpensPages()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);

        using var response = await console.SignInAsync(console.NewCode(), "/cases/1/host");

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/cases/1/host", response.Headers.Location?.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("recover-", cookie, StringComparison.Ordinal);
        using var page = await console.GetAsync("/", ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task SignIn_CodeUsedTwice_WorksOnce()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var code = console.NewCode();
        using var first = await console.SignInAsync(code);

        using var second = await console.SignInAsync(code);

        Assert.True(first.Headers.Contains("Set-Cookie"));
        Assert.False(second.Headers.Contains("Set-Cookie"));
        Assert.Equal("/login?problem=code", second.Headers.Location?.OriginalString);
    }

    [Fact(Timeout = 60_000)]
    public async Task SignIn_CodeOlderThanItsLifetime_IsRefused()
    {
        var time = new FakeTimeProvider(SampleCases.Now);
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken, time);
        var code = console.NewCode();
        time.Advance(SignInTokens.Lifetime);

        using var response = await console.SignInAsync(code);

        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact(Timeout = 60_000)]
    public async Task SignIn_ManyWrongCodes_ShutsForEveryoneForAWhile()
    {
        var time = new FakeTimeProvider(SampleCases.Now);
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken, time);
        for (var attempt = 0; attempt <= SignInThrottle.FreeFailures; attempt++)
        {
            using var wrong = await console.SignInAsync("wrong");
            Assert.Equal("/login?problem=code", wrong.Headers.Location?.OriginalString);
        }

        using var shut = await console.SignInAsync(console.NewCode());
        time.Advance(TimeSpan.FromMinutes(1));
        using var open = await console.SignInAsync(console.NewCode());

        Assert.Equal("/login?problem=wait", shut.Headers.Location?.OriginalString);
        Assert.True(open.Headers.Contains("Set-Cookie"));
    }

    [Fact(Timeout = 60_000)]
    public async Task SignIn_EachOneAndEachRefusal_IsInTheEventLog()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var code = console.NewCode();
        using var signedIn = await console.SignInAsync(code);
        using var again = await console.SignInAsync(code);
        using var signOut = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        signOut.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var signedOut = await console.Client.SendAsync(signOut, TestContext.Current.CancellationToken);

        var entries = await console.Server.Services.GetRequiredService<CaseStore>().LogAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [("anna", CaseTexts.Get("Event.SignedIn")), (CaseTexts.Get("Own"), CaseTexts.Get("Event.SignInRefused")), ("anna", CaseTexts.Get("Event.SignedOut"))],
            entries.Select(entry => (entry.By, entry.What)));
        Assert.Empty(LogChain.Check(entries));
        Assert.DoesNotContain(entries, entry => entry.What.Contains(code, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task SignIn_WhileShut_FillsNoLog()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken, new FakeTimeProvider(SampleCases.Now));
        for (var attempt = 0; attempt < 3 * SignInThrottle.FreeFailures; attempt++)
        {
            using var wrong = await console.SignInAsync("wrong");
        }

        var entries = await console.Server.Services.GetRequiredService<CaseStore>().LogAsync(TestContext.Current.CancellationToken);

        Assert.Equal(SignInThrottle.FreeFailures + 1, entries.Length);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ForeignNextAddress_LeadsToTheStart(string next)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);

        using var response = await console.SignInAsync(console.NewCode(), next);

        Assert.Equal("/", response.Headers.Location?.OriginalString);
    }

    [Fact(Timeout = 60_000)]
    public async Task Session_IdleForItsTimeout_IsOver()
    {
        var time = new FakeTimeProvider(SampleCases.Now);
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken, time);
        var cookie = await console.SignInForCookieAsync();
        time.Advance(Sessions.IdleTimeout - TimeSpan.FromSeconds(1));
        using var awake = await console.GetAsync("/", ("Cookie", cookie));
        time.Advance(Sessions.IdleTimeout);

        using var over = await console.GetAsync("/", ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.OK, awake.StatusCode);
        Assert.Equal(HttpStatusCode.Found, over.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task SignOut_Session_IsOver()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var cookie = await console.SignInForCookieAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        request.Headers.Add("Cookie", cookie);
        using var signedOut = await console.Client.SendAsync(request, TestContext.Current.CancellationToken);

        using var page = await console.GetAsync("/", ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.Equal("/login", page.Headers.Location?.OriginalString);
    }
}

using System.Net;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class NotFoundTests
{
    [Fact(Timeout = 60_000)]
    public async Task Page_ThatIsNotThere_SaysSoInWordsAndInItsStatus()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var cookie = await console.SignInForCookieAsync();

        using var response = await console.GetAsync("/no-such-page", ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(SharedTexts.NotFoundTitle, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

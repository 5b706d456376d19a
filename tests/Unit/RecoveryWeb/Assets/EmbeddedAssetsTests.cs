using System.Net;
using Recover.Web.Assets;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Assets;

public sealed class EmbeddedAssetsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("_framework/blazor.web.js", "text/javascript")]
    [InlineData("_content/MudBlazor/MudBlazor.min.css", "text/css")]
    [InlineData("_content/MudBlazor/MudBlazor.min.js", "text/javascript")]
    [InlineData("recover.css", "text/css")]
    [InlineData("sign-in.js", "text/javascript")]
    public async Task Asset_OfTheProgram_IsServedWithoutSignIn(string path, string type)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);

        using var response = await console.GetAsync("/" + EmbeddedAssets.Url(path));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.MaxAge > TimeSpan.FromDays(1));
        using var again = await console.GetAsync("/" + path, ("If-None-Match", response.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public void Assets_OfTheProgram_NameNoOtherHost()
    {
        var own = EmbeddedAssets.List.Where(asset => !asset.UrlPath.StartsWith('_'));

        foreach (var asset in own)
        {
            var text = System.Text.Encoding.UTF8.GetString(asset.Content).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotContain("//fonts", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
        }
    }
}

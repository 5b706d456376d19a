using Microsoft.Net.Http.Headers;
using Recover.Web.Access;

namespace Recover.Web.Assets;

/// <summary>Serves <see cref="EmbeddedAssets"/>.</summary>
internal static class AssetEndpoints
{
    public static void MapEmbeddedAssets(this IEndpointRouteBuilder endpoints)
    {
        // Documents without a page around them, such as the report, make browsers ask for this.
        endpoints.MapGet("/favicon.ico", static context => SendAsync(context, EmbeddedAssets.Get("recover.svg"))).WithMetadata(new PublicEndpointAttribute());
        foreach (var asset in EmbeddedAssets.List)
        {
            endpoints.MapMethods("/" + asset.UrlPath, ["GET", "HEAD"], context => SendAsync(context, asset))
                .WithMetadata(new PublicEndpointAttribute());
        }
    }

    private static Task SendAsync(HttpContext context, EmbeddedAsset asset)
    {
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = new EntityTagHeaderValue($"\"{asset.Version}\"");
        headers.CacheControl = context.Request.Query["v"] == asset.Version
            ? new CacheControlHeaderValue { Private = true, MaxAge = TimeSpan.FromDays(365) }
            : new CacheControlHeaderValue { NoCache = true };
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == headers.ETag.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var gzip = context.Request.Headers.AcceptEncoding.Any(value => value?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true);
        var content = gzip ? asset.Compressed : asset.Content;
        if (gzip)
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = content.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }
}

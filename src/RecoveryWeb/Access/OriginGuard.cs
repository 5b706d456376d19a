using Microsoft.Net.Http.Headers;

namespace Recover.Web.Access;

/// <summary>Refuses what another web page sends here, websockets included: the host filter alone lets those through.</summary>
internal static class OriginGuard
{
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static bool IsForeign(HttpRequest request)
    {
        var origins = request.Headers[HeaderNames.Origin];
        return origins.Count > 0
            && !(origins.Count == 1
                && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)
                && string.Equals(origin.Authority, new Uri($"{origin.Scheme}://{request.Host.Value}").Authority, StringComparison.OrdinalIgnoreCase));
    }
}

namespace Recover.Web.Access;

/// <summary>Lets nobody past without a session, except to endpoints marked <see cref="PublicEndpointAttribute"/>.</summary>
internal static class SessionGate
{
    public static IApplicationBuilder UseSessionGate(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var sessions = context.RequestServices.GetRequiredService<Sessions>();
        var cookie = context.RequestServices.GetRequiredService<SignInCookie>();
        if (cookie.Read(context.Request) is { } secret && sessions.Find(secret) is { } session)
        {
            sessions.Touch(session.Id);
            context.User = session.ToPrincipal();
            return next(context);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpointAttribute>() is not null)
        {
            return next(context);
        }

        SendAway(context);
        return Task.CompletedTask;
    });

    private static void SendAway(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(LocalUrl.Login(request.Path + request.QueryString));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }
}

using System.Security.Claims;

namespace Recover.Web.Access;

/// <summary>Sign-in, sign-out and the health of the console.</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in", SignInAsync).WithMetadata(new PublicEndpointAttribute());
        endpoints.MapPost("/sign-out", SignOutAsync);
        endpoints.MapGet("/health", static context => context.Response.WriteAsync("ok")).WithMetadata(new PublicEndpointAttribute());
    }

    private static async Task SignInAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var throttle = services.GetRequiredService<SignInThrottle>();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var next = LocalUrl.OrStart(form["next"]);
        if (throttle.Wait() > TimeSpan.Zero)
        {
            context.Response.Redirect(WithProblem(next, "wait"));
            return;
        }

        if (services.GetRequiredService<SignInTokens>().Redeem(form["code"].ToString().Trim()) is not { } by)
        {
            throttle.Failed();
            await services.GetRequiredService<SignInLog>().RefusedAsync();
            context.Response.Redirect(WithProblem(next, "code"));
            return;
        }

        throttle.Succeeded();
        await services.GetRequiredService<SignInLog>().SignedInAsync(by);
        services.GetRequiredService<SignInCookie>().Write(context.Response, services.GetRequiredService<Sessions>().Start(by));
        context.Response.Redirect(next);
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        if (context.User.FindFirstValue(ClaimTypes.Sid) is { } id)
        {
            context.RequestServices.GetRequiredService<Sessions>().End(id);
            await context.RequestServices.GetRequiredService<SignInLog>().SignedOutAsync(context.User.Identity!.Name!);
        }

        context.RequestServices.GetRequiredService<SignInCookie>().Remove(context.Response);
        context.Response.Redirect("/login");
    }

    private static string WithProblem(string next, string problem)
    {
        var login = LocalUrl.Login(next);
        return $"{login}{(login.Contains('?', StringComparison.Ordinal) ? '&' : '?')}problem={problem}";
    }
}

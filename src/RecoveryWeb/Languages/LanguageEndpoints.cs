using Recover.Web.Access;

namespace Recover.Web.Languages;

/// <summary>Takes the choice of a language and shows the same page in it. Open to all: the sign-in page has the choice too, and it gives access to nothing.</summary>
internal static class LanguageEndpoints
{
    public const string Path = "/language";

    public static void MapLanguages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, ChooseAsync).WithMetadata(new PublicEndpointAttribute());

    private static async Task ChooseAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (SpokenLanguages.Find(form["language"]) is { } language)
        {
            LanguageCookie.Write(context.Response, language.Name);
        }

        context.Response.Redirect(LocalUrl.OrStart(form["next"]));
    }
}

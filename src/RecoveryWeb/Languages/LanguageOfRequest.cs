using System.Globalization;

namespace Recover.Web.Languages;

/// <summary>
/// Answers each request in the language chosen in the frame, or else in the one the browser asks for. A page that is live speaks the language of the
/// request that opened its websocket, and what is begun on it is written down in that language.
/// </summary>
internal static class LanguageOfRequest
{
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        CultureInfo.CurrentUICulture = Of(context.Request);
        await next(context);
    });

    private static CultureInfo Of(HttpRequest request) =>
        SpokenLanguages.Find(LanguageCookie.Read(request)) ?? SpokenLanguages.Best(AskedFor(request));

    private static IEnumerable<string?> AskedFor(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.Where(one => one.Quality is not 0).OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value);
}

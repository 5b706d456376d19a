namespace Recover.Web.Languages;

/// <summary>The language a browser chose. One for all consoles behind tunnels on one computer: the reader is the same.</summary>
internal static class LanguageCookie
{
    public const string Name = "recover-language";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpResponse response, string language) => response.Cookies.Append(
        Name, language, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = Kept, IsEssential = true });
}

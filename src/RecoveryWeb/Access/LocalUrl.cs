namespace Recover.Web.Access;

/// <summary>Paths of this console that a browser may be sent to.</summary>
internal static class LocalUrl
{
    /// <summary>The sign-in page, leading back to the given path.</summary>
    public static string Login(string next) => next is "/" ? "/login" : $"/login?next={Uri.EscapeDataString(next)}";

    /// <summary>The path if it is one of this console, else the start page.</summary>
    public static string OrStart(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}

namespace Recover.Web.Cli;

/// <summary>Where a verb reads and writes.</summary>
/// <param name="In">What a person types.</param>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, questions and problems.</param>
/// <param name="IsInteractive">True when a person can be asked.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool IsInteractive)
{
    public static Terminal OfProcess() =>
        new(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected && !Console.IsErrorRedirected);

    /// <summary>Who runs the program, for cases and reports.</summary>
    public static string Operator => Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : Environment.UserName;
}

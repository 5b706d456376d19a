using System.Text;

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

    /// <summary>Asks for a line that nobody else should see, and does not show it while a person types it; null when there is none.</summary>
    public string? ReadSecret(string question)
    {
        if (!IsInteractive)
        {
            return In.ReadLine();
        }

        Error.Write(question + " ");
        Error.Flush();
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        Error.WriteLine();
        return typed.Length > 0 ? typed.ToString() : null;
    }

    /// <summary>Who runs the program, for cases and reports.</summary>
    public static string Operator => Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : Environment.UserName;
}

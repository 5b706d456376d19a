using Recover.Web.Access;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>The lines that lead a person into the console.</summary>
internal static class SignInLine
{
    public static void Write(Terminal terminal, ConsoleNote note, string url)
    {
        if (note.Socket is { } socket)
        {
            terminal.Out.WriteLine(Words.Fill(CliTexts.Tunnel, note.Port, socket, Environment.MachineName, Environment.UserName));
        }

        terminal.Out.WriteLine(Words.Fill(CliTexts.Open, url, (int)SignInTokens.Lifetime.TotalMinutes));
        terminal.Out.Flush();
    }
}

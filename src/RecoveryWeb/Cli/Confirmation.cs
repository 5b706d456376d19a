using System.CommandLine;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>Asks before anything is written: the operator types the host's name, or said <c>--yes</c>.</summary>
internal sealed class Confirmation(Terminal terminal)
{
    public Option<bool> Yes { get; } = new("--yes") { Description = CliTexts.Yes };

    /// <exception cref="VerbRefusedException">Nobody confirmed it.</exception>
    public void Ask(ParseResult parsed, string question, string hostName)
    {
        if (parsed.GetValue(Yes))
        {
            return;
        }

        if (!terminal.IsInteractive)
        {
            throw new VerbRefusedException(CliTexts.NeedsYes);
        }

        terminal.Error.Write(question + " ");
        terminal.Error.Flush();
        if (terminal.In.ReadLine()?.Trim() != hostName)
        {
            throw new VerbRefusedException(CliTexts.NotConfirmed);
        }
    }
}

using System.CommandLine;
using Recover.Web.Access;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover login</c>: a new one-time sign-in line for the console that runs on the same data directory.</summary>
internal sealed class LoginVerb(VerbContext context)
{
    public Command Command
    {
        get
        {
            var command = new Command("login", CliTexts.LoginDescription);
            command.SetAction(Login);
            return command;
        }
    }

    private int Login(ParseResult parsed)
    {
        var data = context.Common.Settings(parsed).Data;
        if (ConsoleNote.Read(data) is not { } note)
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.NoConsole, data.Root));
        }

        var token = new SignInTokens(data, TimeProvider.System).Create(Terminal.Operator);
        SignInLine.Write(context.Terminal, note, ConsoleServer.SignInUrl(note.Port, token));
        return ExitCode.Well;
    }
}

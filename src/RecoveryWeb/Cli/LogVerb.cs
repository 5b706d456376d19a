using System.CommandLine;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover log</c>: the event log, to read and to check.</summary>
internal sealed class LogVerb(VerbContext context)
{
    public Command Command => new("log", CliTexts.LogDescription)
    {
        new LogShowVerb(context).Command,
        new LogCheckVerb(context).Command,
    };
}

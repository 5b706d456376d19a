using System.CommandLine;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover database</c>: what works on the files of the database itself.</summary>
internal sealed class DatabaseVerb(VerbContext context)
{
    public Command Command => new("database", CliTexts.DatabaseDescription)
    {
        new DatabaseCheckVerb(context).Command,
        new DatabaseExtractVerb(context).Command,
        new DatabaseRestoreVerb(context).Command,
    };
}

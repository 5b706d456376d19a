using System.CommandLine;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>The directory that the database verbs work on.</summary>
internal sealed class DatabaseDirectoryArgument
{
    public Argument<string?> Argument { get; } = new("DIR") { Description = CliTexts.DatabaseDirectory, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The one given, or that of the host.</summary>
    public string Path(ParseResult parsed, RecoverySettings settings) => parsed.GetValue(Argument) is { Length: > 0 } given
        ? System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(given))
        : settings.Host.Directory.Database;
}

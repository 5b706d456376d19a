using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>--only</c> and <c>--skip</c> of the verbs that look.</summary>
internal sealed class LookArguments
{
    private readonly Option<string[]> _only = new("--only") { Description = CliTexts.Only, HelpName = "PROJECT/NAME" };
    private readonly Option<string[]> _skip = new("--skip") { Description = CliTexts.Skip, HelpName = "PROJECT/NAME" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option<string[]>[])[_only, _skip])
        {
            option.Validators.Add(CheckLabels);
            command.Options.Add(option);
        }
    }

    public RecoverySettings Narrow(RecoverySettings settings, ParseResult parsed) => settings with
    {
        Look = settings.Look with { Only = Labels(parsed.GetValue(_only)), Skip = Labels(parsed.GetValue(_skip)) },
    };

    private static ImmutableSortedSet<string> Labels(string[]? labels) => (labels ?? []).ToImmutableSortedSet(StringComparer.Ordinal);

    private static void CheckLabels(OptionResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                result.AddError(Words.Fill(CliTexts.LabelSyntax, token.Value));
            }
        }
    }
}

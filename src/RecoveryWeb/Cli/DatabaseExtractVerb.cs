using System.CommandLine;
using System.Text.Json;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Json;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover database extract</c>: writes a state of the database as a SQLite file or as SQL; changes nothing else.</summary>
internal sealed class DatabaseExtractVerb(VerbContext context)
{
    private const string Sqlite = "sqlite";
    private const string Sql = "sql";

    private readonly DatabaseDirectoryArgument _directory = new();
    private readonly Option<string> _output = new("--output", "-o") { Description = CliTexts.Output, HelpName = "FILE", Required = true };
    private readonly Option<long?> _at = new("--at") { Description = CliTexts.ExtractAt, HelpName = "N" };
    private readonly Option<bool> _salvage = new("--salvage") { Description = CliTexts.ExtractSalvage };
    private readonly Option<string?> _format = new("--format") { Description = CliTexts.ExtractFormat, HelpName = "sqlite|sql" };

    public Command Command
    {
        get
        {
            _format.AcceptOnlyFromAmong(Sqlite, Sql);
            _at.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<long?>() is < 1)
                {
                    result.AddError(CliTexts.ExtractAtFromOne);
                }
            });
            var command = new Command("extract", CliTexts.DatabaseExtractDescription) { _directory.Argument, _output, _at, _salvage, _format };
            command.Validators.Add(result =>
            {
                if (result.GetResult(_at) is { Implicit: false } && result.GetValue(_salvage))
                {
                    result.AddError(CliTexts.ExtractAtOrSalvage);
                }
            });
            command.SetAction(ExtractAsync);
            return command;
        }
    }

    private async Task<int> ExtractAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        var file = Path.GetFullPath(parsed.GetValue(_output)!);
        if (File.Exists(file) || Directory.Exists(file))
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.FileExists, file));
        }

        PrivateData.Create(settings.Data);
        var request = new ExtractRequest { At = parsed.GetValue(_at), Salvage = parsed.GetValue(_salvage) };
        var isSql = (parsed.GetValue(_format) ?? (file.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? Sql : Sqlite)) == Sql;
        DatabaseExtract extract;
        try
        {
            extract = await Look.InWorkDirectoryAsync(settings.Data, async work =>
            {
                var copy = Path.Combine(work, "extract.sqlite");
                var made = await RaftDatabase.ExtractAsync(_directory.Path(parsed, settings), request, copy, cancellationToken);
                if (made.Outcome == ExtractOutcome.Written)
                {
                    await (isSql ? SqlDump.WriteAsync(copy, file, cancellationToken) : CopyAsync(copy, file, cancellationToken));
                }

                return made;
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DatabaseFileException)
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.Failed, error.Message));
        }

        return Tell(parsed, extract, file);
    }

    private int Tell(ParseResult parsed, DatabaseExtract extract, string file)
    {
        if (extract.Outcome != ExtractOutcome.Written)
        {
            var words = CliTexts.ResourceManager.GetString($"Extract{extract.Outcome}")!;
            throw new VerbRefusedException(Words.Fill(words, extract.FirstReachable, extract.LastReachable, string.Join("; ", extract.Problems)));
        }

        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(extract, CoreJson.Indented));
        }

        var source = extract.Source is { } read ? CandidateTexts.Source(read) : "";
        context.Terminal.Error.WriteLine(extract.LastIndex is { } last
            ? Words.Fill(CliTexts.ExtractedUpTo, file, source, last)
            : Words.Fill(CliTexts.Extracted, file, source));
        foreach (var problem in extract.Problems)
        {
            context.Terminal.Error.WriteLine(Words.Fill(CliTexts.ExtractProblem, problem));
        }

        return extract.Problems.IsEmpty ? ExitCode.Well : ExitCode.Findings;
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(from);
        await using var target = new FileStream(
            to,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        try
        {
            await source.CopyToAsync(target, cancellationToken);
        }
        catch
        {
            File.Delete(to);
            throw;
        }
    }
}

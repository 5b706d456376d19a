using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>What a check of the database told, for people.</summary>
internal sealed class DatabaseCheckText(TextWriter to)
{
    public void Write(DatabaseCheck check)
    {
        to.WriteLine(Words.Fill(CliTexts.DatabaseLine, check.Directory, DatabaseWords.State(check.State)));
        if (check.LastGoodIndex is { } last)
        {
            to.WriteLine(check.BaseSnapshot is { } snapshot
                ? Words.Fill(CliTexts.DatabaseReadFromSnapshot, last, check.LastTerm, snapshot)
                : Words.Fill(CliTexts.DatabaseReadFromStart, last, check.LastTerm));
        }

        WriteFiles(check.Files);
        WriteFindings(check.Findings);
        foreach (var candidate in check.Candidates)
        {
            WriteCandidate(candidate);
        }
    }

    private void WriteFiles(ImmutableArray<CheckedFile> files)
    {
        Title(CliTexts.HeadFiles);
        foreach (var file in files)
        {
            var kind = DatabaseWords.Kind(file.Kind);
            var state = DatabaseWords.State(file.State);
            to.WriteLine(file.FirstIndex is { } first
                ? Words.Fill(CliTexts.DatabaseFileEntries, file.Name, kind, Words.Size(file.Size), first, file.LastIndex, state)
                : Words.Fill(CliTexts.DatabaseFile, file.Name, kind, Words.Size(file.Size), state));
        }
    }

    private void WriteFindings(ImmutableArray<DatabaseFinding> findings)
    {
        Title(CliTexts.HeadFindings);
        if (findings.IsEmpty)
        {
            to.WriteLine(CliTexts.NoFindings);
        }

        foreach (var finding in findings)
        {
            to.WriteLine(Words.Fill(CliTexts.FindingLine, Severities.Word(finding.Severity), finding.Code, finding.Message));
            to.WriteLine("    " + Words.Fill(CliTexts.DaemonLine, finding.DaemonBehaviour));
            to.WriteLine("    " + Words.Fill(CliTexts.RemedyLine, finding.Remedy));
        }
    }

    private void WriteCandidate(DatabaseCandidate candidate)
    {
        var source = CandidateTexts.Source(candidate.Source);
        Title(candidate.LastIndex is { } last ? Words.Fill(CliTexts.CandidateUpTo, source, last) : Words.Fill(CliTexts.Candidate, source));
        foreach (var (table, rows) in candidate.Tables.Where(table => table.Value > 0))
        {
            to.WriteLine(Words.Fill(CliTexts.TableLine, rows, table));
        }

        foreach (var comparison in candidate.Compared.Where(comparison => !comparison.Alone.IsEmpty))
        {
            var other = CandidateTexts.Source(comparison.With);
            to.WriteLine(Words.Fill(CliTexts.CandidateAlone, other, string.Join("; ", comparison.Alone.Select(alone => alone.Words))));
        }
    }

    private void Title(string title)
    {
        to.WriteLine();
        to.WriteLine(title);
        to.WriteLine(new string('-', title.Length));
    }
}

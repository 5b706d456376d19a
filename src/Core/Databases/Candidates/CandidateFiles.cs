using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Examination;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Candidates;

/// <summary>Writes the states of a database that a directory and its neighbours hold as SQLite files. Nothing but these files is written.</summary>
/// <param name="directory">The <c>database</c> directory or its <c>global</c>; absolute.</param>
internal sealed class CandidateFiles(string directory)
{
    private const string Global = "global";
    private const string BackupSuffix = ".bak";

    private readonly string _place = RaftPlace.Of(directory);

    /// <summary>The copy that the daemon made beside the directory; null when there can be none.</summary>
    private string? Backup => Path.GetFileName(_place) == Global ? _place + BackupSuffix : null;

    /// <summary>Writes one state into a file, which must not exist; the outcome says when there is none.</summary>
    /// <exception cref="IOException">The file can't be written, or the directory not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public DatabaseExtract Write(CandidateRequest request, string file, CancellationToken cancellationToken)
    {
        var asked = new ExtractRequest { At = request.At };
        var extract = request.Source switch
        {
            null => Extraction.Run(_place, asked, file, cancellationToken),
            CandidateSource.Raft => Only(CandidateSource.Raft, Extraction.Run(_place, asked, file, cancellationToken), file),
            CandidateSource.Salvage => Extraction.Run(_place, new ExtractRequest { Salvage = true }, file, cancellationToken),
            CandidateSource.Dump => Dump(_place, file, cancellationToken),
            CandidateSource.Backup when Backup is { } backup && Directory.Exists(backup) =>
                Only(CandidateSource.Raft, Extraction.Run(backup, asked, file, cancellationToken), file),
            CandidateSource.BackupDump when Backup is { } backup && Directory.Exists(backup) => Dump(backup, file, cancellationToken),
            CandidateSource.SetAside => SetAside(asked, file, cancellationToken),
            _ => Nothing,
        };
        return extract.Outcome == ExtractOutcome.Written ? extract with { Source = request.Source ?? extract.Source } : extract;
    }

    private static DatabaseExtract Nothing => new() { Outcome = ExtractOutcome.NothingReadable };

    // What was asked for is not replaced by something older.
    private static DatabaseExtract Only(CandidateSource source, DatabaseExtract extract, string file)
    {
        if (extract.Outcome != ExtractOutcome.Written || extract.Source == source)
        {
            return extract;
        }

        RaftContents.DeleteImage(file);
        return Nothing;
    }

    private static DatabaseExtract Dump(string place, string file, CancellationToken cancellationToken)
    {
        using var folder = RaftFolder.Open(place);
        using var bytes = new FileBytes();
        try
        {
            if (folder is null || !DumpFile.Copy(folder, bytes, file, cancellationToken))
            {
                return Nothing;
            }
        }
        catch (SqliteException refused)
        {
            return Nothing with { Problems = [refused.Message] };
        }

        var facts = ImageFacts.Of(file);
        return new DatabaseExtract
        {
            Outcome = ExtractOutcome.Written,
            Source = CandidateSource.Dump,
            Tables = facts.Tables,
            Problems = [.. facts.Problems, .. facts.ForeignKeys],
        };
    }

    // What was set aside is damaged somewhere: the intact entries behind that count too when they give something sound.
    private DatabaseExtract SetAside(ExtractRequest asked, string file, CancellationToken cancellationToken)
    {
        var copy = $"{file}-log";
        try
        {
            if (!SetAsideLog.Make(_place, copy, cancellationToken))
            {
                return Nothing;
            }

            var salvage = asked.At is null ? Extraction.Run(copy, new ExtractRequest { Salvage = true }, file, cancellationToken) : Nothing;
            return salvage.Outcome == ExtractOutcome.Written
                ? salvage
                : Only(CandidateSource.Raft, Extraction.Run(copy, asked, file, cancellationToken), file);
        }
        finally
        {
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }
        }
    }
}

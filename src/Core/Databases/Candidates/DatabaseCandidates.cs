using System.Collections.Immutable;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Examination;

namespace Recover.Core.Databases.Candidates;

/// <summary>
/// Finds every state of the database that a database directory holds: the log, what can be salvaged behind damage, <c>db.bin</c>, <c>global.bak</c> and what the
/// daemon set aside. Reads only. Thread-safe.
/// </summary>
public static class DatabaseCandidates
{
    private static readonly ImmutableArray<CandidateSource> Order =
    [
        CandidateSource.Raft, CandidateSource.Salvage, CandidateSource.SetAside, CandidateSource.Dump, CandidateSource.Backup, CandidateSource.BackupDump,
    ];

    /// <summary>The check with all sound candidates, and what each has that the others lack.</summary>
    /// <param name="check">What <see cref="RaftDatabase.CheckAsync"/> found; its directory is read again.</param>
    /// <param name="workDirectory">An existing private directory with space for some copies of the database; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task<DatabaseCheck> CompareAsync(DatabaseCheck check, string workDirectory, CancellationToken cancellationToken) =>
        Task.Run(() => Compare(check, workDirectory, cancellationToken), cancellationToken);

    /// <summary>Writes one state as a SQLite file in rollback mode; what is not sound is written too, and its problems are named.</summary>
    /// <param name="directory">The <c>database</c> directory or its <c>global</c>; absolute.</param>
    /// <param name="request">Which state.</param>
    /// <param name="file">The file, which must not exist, in an existing private directory.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="IOException">The file can't be written, or the directory not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public static Task<DatabaseExtract> ExtractAsync(
        string directory, CandidateRequest request, string file, CancellationToken cancellationToken) =>
        Task.Run(() => new CandidateFiles(directory).Write(request, file, cancellationToken), cancellationToken);

    private static DatabaseCheck Compare(DatabaseCheck check, string workDirectory, CancellationToken cancellationToken)
    {
        var work = Path.Combine(workDirectory, $"candidates-{Guid.NewGuid():N}");
        Directory.CreateDirectory(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var found = new List<(DatabaseCandidate Candidate, CandidateRecords Records)>();
            var files = new CandidateFiles(check.Directory);
            foreach (var source in Order)
            {
                if (Read(files, source, Path.Combine(work, $"{source}.sqlite"), cancellationToken) is { } candidate)
                {
                    found.Add(candidate);
                }
            }

            return check with
            {
                Candidates = [.. found.Select(one => one.Candidate with { Compared = Beside(one, found) })],
            };
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static (DatabaseCandidate Candidate, CandidateRecords Records)? Read(
        CandidateFiles files, CandidateSource source, string file, CancellationToken cancellationToken)
    {
        try
        {
            var extract = files.Write(new CandidateRequest { Source = source }, file, cancellationToken);
            // The log is told of even when rows in it point nowhere: the daemon serves it so.
            if (extract.Outcome != ExtractOutcome.Written || extract.Tables.IsEmpty || (source != CandidateSource.Raft && !extract.Problems.IsEmpty))
            {
                return null;
            }

            return (new DatabaseCandidate { Source = source, LastIndex = extract.LastIndex, Tables = extract.Tables }, CandidateRecords.Read(file));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            // The check has said why where it matters; the others are still worth having.
            return null;
        }
        finally
        {
            RaftContents.DeleteImage(file);
        }
    }

    private static ImmutableArray<CandidateComparison> Beside(
        (DatabaseCandidate Candidate, CandidateRecords Records) one, List<(DatabaseCandidate Candidate, CandidateRecords Records)> all) =>
        [.. all.Where(other => other.Candidate != one.Candidate).Select(other => one.Records.Beside(other.Candidate.Source, other.Records))];
}

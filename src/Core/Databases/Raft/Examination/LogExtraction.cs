namespace Recover.Core.Databases.Raft.Examination;

/// <summary>A check of a directory that also leaves the database it read. Immutable.</summary>
/// <param name="Check">What was found.</param>
/// <param name="Source">What the file holds; null when there is none.</param>
internal sealed record LogExtraction(DatabaseCheck Check, CandidateSource? Source)
{
    /// <summary>Checks a directory and writes what it gives, at the last good entry, into a file, which must not exist.</summary>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static LogExtraction Run(string directory, string file, CancellationToken cancellationToken)
    {
        CandidateSource? source = null;
        var check = DirectoryExamination.Check(directory, Path.GetDirectoryName(file)!, Keep, cancellationToken);
        return new LogExtraction(check, source);

        void Keep(RaftContents contents, DatabaseCheck found, RaftState? chosen)
        {
            if (found.Source == CandidateSource.Raft)
            {
                ImageFile.Write(contents.Bytes, chosen!.LastGood, file, cancellationToken);
                source = CandidateSource.Raft;
            }
            else if (found.Source == CandidateSource.Dump && DumpFile.Copy(contents.Folder, contents.Bytes, file, cancellationToken))
            {
                source = CandidateSource.Dump;
            }
        }
    }
}

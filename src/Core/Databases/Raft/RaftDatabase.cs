using Recover.Core.Databases.Raft.Examination;

namespace Recover.Core.Databases.Raft;

/// <summary>
/// Reads the directory in which Incus keeps its global database, without the daemon and without changing anything: metadata, log and snapshots of
/// cowsql. Only regular files are opened, no link is followed, no length in them is trusted. Thread-safe.
/// </summary>
public static class RaftDatabase
{
    /// <summary>Checks every file and reads what can be read. What is wrong is a finding, never an exception.</summary>
    /// <param name="directory">The <c>database</c> directory or its <c>global</c>; absolute.</param>
    /// <param name="workDirectory">An existing private directory with space for three times the database; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task<DatabaseCheck> CheckAsync(string directory, string workDirectory, CancellationToken cancellationToken) =>
        Task.Run(() => DirectoryExamination.Check(directory, workDirectory, use: null, cancellationToken), cancellationToken);

    /// <summary>Writes a state of the database as one SQLite file in rollback mode.</summary>
    /// <param name="directory">The <c>database</c> directory or its <c>global</c>; absolute.</param>
    /// <param name="request">Which state.</param>
    /// <param name="file">The file, which must not exist, in an existing directory; parts of it are written there and removed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="IOException">The file exists or can't be written.</exception>
    public static Task<DatabaseExtract> ExtractAsync(
        string directory, ExtractRequest request, string file, CancellationToken cancellationToken) =>
        Task.Run(() => Extraction.Run(directory, request, file, cancellationToken), cancellationToken);
}

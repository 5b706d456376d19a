using System.Text.Json.Serialization;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Examination;

namespace Recover.Core.Databases.Candidates;

/// <summary>The files of a host's database as a look at the host found them: what is wrong, which states they hold, who else has a copy. Immutable.</summary>
public sealed record ExaminedDatabase
{
    /// <summary>Every file, every finding, and all states with what each has that the others lack.</summary>
    public required DatabaseCheck Check { get; init; }

    /// <summary>Whether the host is alone with its database.</summary>
    public required ClusterMembership Members { get; init; }

    /// <summary>What is best done with it before anything else.</summary>
    public required DatabaseAdvice Advice { get; init; }

    /// <summary>The state that is worth putting back; null when none is, or none can be told.</summary>
    [JsonIgnore]
    public DatabaseCandidate? Proposed => Check.Candidates.FirstOrDefault(candidate => candidate.Source == Advice.Proposed);

    /// <summary>Examines the directory. What is wrong is a finding, never an exception.</summary>
    /// <param name="directory">The <c>database</c> directory; it may be missing.</param>
    /// <param name="condition">How the host's survey found it.</param>
    /// <param name="workDirectory">An existing private directory with space for some copies of the database; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<ExaminedDatabase> ExamineAsync(
        string directory, Hosts.DatabaseCondition condition, string workDirectory, CancellationToken cancellationToken)
    {
        var check = await RaftDatabase.CheckAsync(directory, workDirectory, cancellationToken).ConfigureAwait(false);
        check = await DatabaseCandidates.CompareAsync(check, workDirectory, cancellationToken).ConfigureAwait(false);
        var state = Path.Combine(workDirectory, $"members-{Guid.NewGuid():N}.sqlite");
        try
        {
            if (check.Candidates is [var first, ..])
            {
                await WriteAsync(directory, first.Source, state, cancellationToken).ConfigureAwait(false);
            }

            return new ExaminedDatabase
            {
                Check = check,
                Members = await ClusterMembership.ReadAsync(directory, state, workDirectory, cancellationToken).ConfigureAwait(false),
                Advice = DatabaseAdvice.Of(check, condition),
            };
        }
        finally
        {
            RaftContents.DeleteImage(state);
        }
    }

    private static async Task WriteAsync(string directory, CandidateSource source, string state, CancellationToken cancellationToken)
    {
        try
        {
            await DatabaseCandidates.ExtractAsync(directory, new CandidateRequest { Source = source }, state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            // A running daemon changed it, each time it was read; its own list of members counts then.
        }
    }
}

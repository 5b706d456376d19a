using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;

namespace Recover.Core.Runs;

/// <summary>Reads the state of the database that a run restores.</summary>
internal static class CandidateStep
{
    /// <summary>Writes the state into the run's directory in the place of an earlier one, durably.</summary>
    /// <exception cref="RunRefusedException">It is not there or not sound.</exception>
    public static async Task ReadAsync(string directory, CandidateRequest request, RunDirectory run, CancellationToken cancellationToken)
    {
        var part = $"{run.Candidate}.part";
        File.Delete(part);
        DatabaseExtract extract;
        try
        {
            extract = await DatabaseCandidates.ExtractAsync(directory, request, part, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw RunTexts.Refuse(RunRefusal.NoCandidate, error.Message);
        }

        if (extract.Outcome != ExtractOutcome.Written)
        {
            throw RunTexts.Refuse(
                RunRefusal.NoCandidate,
                RunTexts.Get($"Candidate.{extract.Outcome}", directory, extract.FirstReachable ?? 0, extract.LastReachable ?? 0));
        }

        if (!extract.Problems.IsEmpty)
        {
            throw RunTexts.Refuse(RunRefusal.NoCandidate, string.Join(", ", extract.Problems));
        }

        DurableFile.FlushFileSystem(run.Root);
        DurableFile.Rename(part, run.Candidate);
    }
}

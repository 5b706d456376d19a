using System.Collections.Immutable;

namespace Recover.Core.Dependencies;

/// <summary>
/// The one place that says which source counts more when several say something of one thing: what somebody has in the database now, what the database itself knew earlier, what it wrote into
/// backup files, what it left on the host, what the storage shows, and last what was worked out. Pure and thread-safe.
/// </summary>
public static class SourceRanking
{
    /// <summary>The best first; what is of one kind stays in its order, which is the newest first.</summary>
    public static ImmutableArray<T> Ranked<T>(IEnumerable<T> all, Func<T, ProposalSource> source) => [.. all.OrderBy(source)];

    /// <summary>The best first.</summary>
    public static ImmutableArray<Proposal> Ranked(IEnumerable<Proposal> all) => Ranked(all, proposal => proposal.Source);

    /// <summary>True for a source that says all of a thing, so that what it does not say was not there.</summary>
    public static bool SaysAll(ProposalSource source) => source is ProposalSource.Database or ProposalSource.OldDatabase or ProposalSource.BackupFiles;
}

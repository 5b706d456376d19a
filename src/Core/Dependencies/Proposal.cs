namespace Recover.Core.Dependencies;

/// <summary>One possible answer to a question, with where it comes from. Immutable.</summary>
public sealed record Proposal
{
    /// <summary>Unique within its question, stable between scans of the same state; used in answers.</summary>
    public required string Id { get; init; }

    public required ProposalSource Source { get; init; }

    /// <summary>In plain words: from which files, how old, how many agree.</summary>
    public required string Detail { get; init; }

    /// <summary>What would be created; null for KeepDevice and DropDevice.</summary>
    public Definition? Definition { get; init; }

    /// <summary>What a source says of something that nobody is asked about.</summary>
    internal static Proposal Saying(ProposalSource source, string detail, Definition definition) =>
        new() { Id = "", Source = source, Detail = detail, Definition = definition };
}

using Recover.Core.Databases.Candidates;

namespace Recover.Core.Runs;

/// <summary>Which state of the database is to be put back. Immutable.</summary>
public sealed record DatabaseRestoration
{
    /// <summary>The <c>database</c> directory, or its <c>global</c>, that the state is read from; absolute. It may be another than the host's.</summary>
    public required string Directory { get; init; }

    /// <summary>Which state.</summary>
    public required CandidateRequest Request { get; init; }

    /// <summary>True when the operator says that no other member of the cluster runs or will run again: this one then goes on alone.</summary>
    public bool OtherMembersGone { get; init; }
}

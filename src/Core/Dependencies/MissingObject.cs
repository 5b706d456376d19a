using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Findings;

namespace Recover.Core.Dependencies;

/// <summary>
/// A question: something instances need that the database lacks, or has differently. Immutable.
/// </summary>
public sealed record MissingObject
{
    public required MissingKind Kind { get; init; }

    /// <summary>The effective project the object belongs to (<c>default</c> where the instance's project has no such feature); for projects their own name.</summary>
    public required string Project { get; init; }

    /// <summary>For volumes <c>pool/name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>project/name</c> of the instances that need it.</summary>
    public required ImmutableArray<string> NeededBy { get; init; }

    /// <summary>Best first; may be empty.</summary>
    public ImmutableArray<Proposal> Proposals { get; init; } = [];

    /// <summary>Names of existing objects of the kind that could stand in.</summary>
    public ImmutableArray<string> Existing { get; init; } = [];

    /// <summary>True when the database has an object of this name with other contents, so that keeping it is possible too.</summary>
    public bool Differs { get; init; }

    /// <summary>True when instances come back without an answer too, and what the question is about stays as it is.</summary>
    [JsonIgnore]
    public bool IsOptional => Differs || Kind is MissingKind.HostPath or MissingKind.HostInterface;

    /// <summary>Such as disagreement between files.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Stable between scans: <c>kind:project/name</c>.</summary>
    public string Id => $"{Kind.ToString().ToLowerInvariant()}:{Project}/{Name}";
}

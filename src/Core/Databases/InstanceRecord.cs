using System.Collections.Immutable;

namespace Recover.Core.Databases;

/// <summary>A row of <c>instances</c> with the names of its snapshots and its UUID.</summary>
public sealed record InstanceRecord(long Id, string Project, string Name, bool IsVirtualMachine, string? Uuid, ImmutableArray<string> Snapshots)
{
    /// <summary>The pool of its root disk, when the database has no root volume of it; null when it has, or no root disk is told.</summary>
    public string? RootPool { get; init; }
}

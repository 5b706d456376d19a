using System.Collections.Immutable;

namespace Recover.Core.Databases;

/// <summary>A row of <c>storage_pools</c> with its config on this member.</summary>
public sealed record PoolRecord(long Id, string Name, string Driver, string Description, ImmutableSortedDictionary<string, string> Config);

using System.Collections.Immutable;

namespace Recover.Core.Hosts;

/// <summary>A storage pool as the daemon shows it. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Description">Its description.</param>
/// <param name="Status"><c>Created</c>, <c>Pending</c>, <c>Errored</c> or <c>Unavailable</c>.</param>
/// <param name="Config">Its config on this member.</param>
public sealed record IncusPool(
    string Name, string Driver, string Description, string Status, ImmutableSortedDictionary<string, string> Config);

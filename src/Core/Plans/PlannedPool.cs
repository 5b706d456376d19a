using System.Collections.Immutable;

namespace Recover.Core.Plans;

/// <summary>A pool row to be written.</summary>
/// <param name="Name">Pool name.</param>
/// <param name="Driver">Incus driver name.</param>
/// <param name="Description">May be empty.</param>
/// <param name="Config">Full config, <c>source</c> included.</param>
/// <param name="From">Where it was learnt from, in words.</param>
public sealed record PlannedPool(
    string Name, string Driver, string Description, ImmutableSortedDictionary<string, string> Config, string From);

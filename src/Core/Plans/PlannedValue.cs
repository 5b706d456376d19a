using System.Collections.Immutable;

namespace Recover.Core.Plans;

/// <summary>
/// A value of the plan on which the sources do not agree, or that is not what the source of its record says. Every other value comes from the source that its record names.
/// </summary>
/// <param name="Kind">pool, project, profile, network, volume or instance.</param>
/// <param name="Item">Pool name, or <c>project/name</c>; for projects their name.</param>
/// <param name="Key">A config key, <c>DEVICE.KEY</c>, <c>description</c> or <c>type</c>.</param>
/// <param name="Value">What is written; null when nothing is.</param>
/// <param name="From">Where it was learnt from, in words.</param>
/// <param name="Others">What the others said, best source first.</param>
public sealed record PlannedValue(string Kind, string Item, string Key, string? Value, string From, ImmutableArray<OtherValue> Others);

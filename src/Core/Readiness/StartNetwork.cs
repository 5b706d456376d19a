using System.Collections.Immutable;

namespace Recover.Core.Readiness;

/// <summary>A network as the database will have it. Immutable.</summary>
/// <param name="Type"><c>bridge</c>, <c>macvlan</c>, <c>sriov</c>, <c>ovn</c> or <c>physical</c>.</param>
/// <param name="Config">Its keys.</param>
internal sealed record StartNetwork(string Type, ImmutableSortedDictionary<string, string> Config);

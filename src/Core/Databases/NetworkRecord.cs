using System.Collections.Immutable;

namespace Recover.Core.Databases;

/// <summary>A row of <c>networks</c> with its config. Type: 0 bridge, 1 macvlan, 2 sriov, 3 ovn, 4 physical.</summary>
public sealed record NetworkRecord(
    long Id,
    string Project,
    string Name,
    string Description,
    int Type,
    ImmutableSortedDictionary<string, string> Config);

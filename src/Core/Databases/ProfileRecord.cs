using System.Collections.Immutable;

namespace Recover.Core.Databases;

/// <summary>A row of <c>profiles</c> with config and devices.</summary>
public sealed record ProfileRecord(
    long Id,
    string Project,
    string Name,
    string Description,
    ImmutableSortedDictionary<string, string> Config,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices);

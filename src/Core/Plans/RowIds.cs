using System.Collections.Immutable;

namespace Recover.Core.Plans;

/// <summary>Hands out ids that the database has never given before.</summary>
internal sealed class RowIds(ImmutableSortedDictionary<string, long> highest)
{
    private readonly Dictionary<string, long> _last = highest.ToDictionary(StringComparer.Ordinal);

    public long Next(string table) => _last[table] = _last.GetValueOrDefault(table) + 1;
}

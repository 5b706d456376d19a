using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Recover.Core.Scanning;

/// <summary>The instance configuration keys of Incus 6.0.4, from <c>InstanceKeys.txt</c>, which says how they were learnt. Thread-safe.</summary>
internal static class InstanceKeys
{
    private static readonly Lazy<FrozenDictionary<string, InstanceKey>> Exact = new(() => Entries(pattern: false).ToFrozenDictionary());
    private static readonly Lazy<ImmutableArray<(string Start, string End, InstanceKey Key)>> Patterns = new(ReadPatterns);

    /// <summary>All names and patterns of the list.</summary>
    public static IEnumerable<string> Names => Lines().Select(line => line.Split(' ')[0]);

    /// <summary>What is known of a key; null when an instance of this type has none of this name.</summary>
    public static InstanceKey? Find(string key, bool isVirtualMachine)
    {
        if (!Exact.Value.TryGetValue(key, out var found))
        {
            found = Patterns.Value
                .FirstOrDefault(pattern => key.Length > pattern.Start.Length + pattern.End.Length
                    && key.StartsWith(pattern.Start, StringComparison.Ordinal)
                    && key.EndsWith(pattern.End, StringComparison.Ordinal))
                .Key;
        }

        return found is not null && (isVirtualMachine ? found.VirtualMachines : found.Containers) ? found : null;
    }

    private static ImmutableArray<(string Start, string End, InstanceKey Key)> ReadPatterns() =>
        [.. Entries(pattern: true).Select(entry => (entry.Key[..entry.Key.IndexOf('*')], entry.Key[(entry.Key.IndexOf('*') + 1)..], entry.Value))];

    private static IEnumerable<KeyValuePair<string, InstanceKey>> Entries(bool pattern) =>
        Lines().Select(line => line.Split(' ')).Where(words => words[0].Contains('*') == pattern).Select(words => KeyValuePair.Create(
            words[0],
            new InstanceKey(
                Enum.Parse<InstanceKeyKind>(words[2], ignoreCase: true),
                words.Length > 3 ? [.. words[3].Split('|')] : [],
                words[1] is "both" or "container",
                words[1] is "both" or "virtual-machine")));

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(InstanceKeys).Assembly.GetManifestResourceStream("Recover.Core.Scanning.InstanceKeys.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}

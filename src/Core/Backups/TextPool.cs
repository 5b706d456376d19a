using System.Collections.Concurrent;

namespace Recover.Core.Backups;

/// <summary>
/// Keeps one copy of a text that a file repeats (a snapshot repeats the whole configuration of its instance) and of short keys that all files
/// share. Used by one reader at a time; the shared part is thread-safe and bounded.
/// </summary>
internal sealed class TextPool
{
    private const int MaximumShared = 4096;
    private const int MaximumSharedLength = 64;
    private static readonly ConcurrentDictionary<string, string> Shared = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The copy of a key, shared between files.</summary>
    public string Key(string text)
    {
        if (text.Length > MaximumSharedLength)
        {
            return Value(text);
        }

        if (Shared.TryGetValue(text, out var known))
        {
            return known;
        }

        return Shared.Count < MaximumShared ? Shared.GetOrAdd(text, text) : Value(text);
    }

    /// <summary>The copy of a value of this file.</summary>
    public string Value(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (_values.TryGetValue(text, out var known))
        {
            return known;
        }

        _values.Add(text, text);
        return text;
    }
}

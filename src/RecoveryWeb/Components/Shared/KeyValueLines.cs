using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Web.Components.Shared;

/// <summary>KEY=VALUE lines of a text area.</summary>
/// <param name="Values">What was read.</param>
/// <param name="WrongLines">Numbers, from 1, of lines that are something else.</param>
internal sealed record KeyValueLines(ImmutableSortedDictionary<string, string> Values, ImmutableArray<int> WrongLines)
{
    public static KeyValueLines Parse(string text)
    {
        var values = ConfigMaps.Empty.ToBuilder();
        var wrong = ImmutableArray.CreateBuilder<int>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[..equals].Trim() is { Length: > 0 } key && values.TryAdd(key, line[(equals + 1)..]))
            {
                continue;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                wrong.Add(number);
            }
        }

        return new KeyValueLines(values.ToImmutable(), wrong.ToImmutable());
    }

    public static string Write(ImmutableSortedDictionary<string, string> values) => string.Join("\n", values.Select(pair => $"{pair.Key}={pair.Value}"));
}

using System.Globalization;

namespace Recover.Core.Readiness.Resources;

/// <summary>The lines of <c>raw.idmap</c>: <c>uid</c>, <c>gid</c> or <c>both</c>, ids of the host, ids inside. Stateless.</summary>
internal static class RawIdMap
{
    private const int MostLines = 1000;

    /// <summary>The lines that can be read; others are left to the daemon.</summary>
    public static IEnumerable<Line> Read(string? text)
    {
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostLines))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["uid" or "gid" or "both", var host, _] words && Range(host) is { } ids)
            {
                yield return new Line(words[0] is not "gid", words[0] is not "uid", ids, line);
            }
        }
    }

    private static IdRange? Range(string words)
    {
        var parts = words.Split('-');
        return Number(parts[0]) is { } first && (parts.Length == 1 ? first : parts.Length == 2 ? Number(parts[1]) : null) is { } last && last >= first
            ? new IdRange(first, last - first + 1)
            : null;
    }

    private static long? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One line.</summary>
    internal sealed record Line(bool Users, bool Groups, IdRange Ids, string Text);
}

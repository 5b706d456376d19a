using System.Text;

namespace Recover.Core.Samples;

/// <summary>Writes maps, lists and texts in the look that Incus gives its backup files: two spaces, list items not indented under their key.</summary>
internal static class SampleYaml
{
    /// <summary>The text of a document whose top is a map.</summary>
    public static string Write(IEnumerable<(string Key, object Value)> map)
    {
        var text = new StringBuilder();
        WriteMap(text, map, "", "");
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, IEnumerable<(string Key, object Value)> map, string first, string indent)
    {
        var lead = first;
        foreach (var (key, value) in map)
        {
            text.Append(lead).Append(key).Append(':');
            lead = indent;
            switch (value)
            {
                case IReadOnlyCollection<(string, object)> { Count: 0 }:
                    text.Append(" {}\n");
                    break;
                case IReadOnlyCollection<(string, object)> inner:
                    text.Append('\n');
                    WriteMap(text, inner, indent + "  ", indent + "  ");
                    break;
                case IReadOnlyCollection<object> { Count: 0 }:
                    text.Append(" []\n");
                    break;
                case IReadOnlyCollection<object> list:
                    text.Append('\n');
                    WriteList(text, list, indent);
                    break;
                default:
                    text.Append(' ').Append(Scalar(value)).Append('\n');
                    break;
            }
        }
    }

    private static void WriteList(StringBuilder text, IReadOnlyCollection<object> list, string indent)
    {
        foreach (var item in list)
        {
            if (item is IReadOnlyCollection<(string, object)> map)
            {
                WriteMap(text, map, indent + "- ", indent + "  ");
            }
            else
            {
                text.Append(indent).Append("- ").Append(Scalar(item)).Append('\n');
            }
        }
    }

    private static string Scalar(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string word => NeedsQuotes(word) ? $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : word,
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static bool NeedsQuotes(string word) =>
        word.Length == 0 || word is "true" or "false" or "y" or "n" || char.IsAsciiDigit(word[0]) || "-[{'\"*&!%@`#>|?:, ".Contains(word[0])
        || word.Contains(": ", StringComparison.Ordinal) || word.Contains('\n');
}

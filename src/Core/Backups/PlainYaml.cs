using System.Buffers;
using System.Text;
using YamlDotNet.Core;

namespace Recover.Core.Backups;

/// <summary>
/// Tokens of the YAML that Incus itself writes into nearly every backup file: ASCII, block maps and lists, texts on one line or literal. It
/// gives up on anything else, and <see cref="ParsedYaml"/> takes over; what it does accept means the same to both. It exists because it is
/// over ten times faster, which is most of the time of a scan.
/// </summary>
internal sealed class PlainYaml : IYamlTokens
{
    private const int MaximumTokens = 400_000;

    private static readonly SearchValues<byte> KeyBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-"u8);

    private static readonly SearchValues<byte> PlainStart =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+"u8);

    private readonly List<YamlToken> _tokens = [];
    private readonly Stack<(int Indent, bool IsMap)> _open = [];
    private bool _pending;
    private int _next;

    private PlainYaml()
    {
    }

    /// <summary>The tokens of a file that ends with a line end; null when it is not of this simple form.</summary>
    public static PlainYaml? TryRead(ReadOnlySpan<byte> content)
    {
        if (!Ascii.IsValid(content) || content.IndexOfAny((byte)'\t', (byte)'\r') >= 0)
        {
            return null;
        }

        var yaml = new PlainYaml();
        var rest = content;
        while (!rest.IsEmpty)
        {
            if (yaml._tokens.Count > MaximumTokens || !yaml.TakeLine(ref rest))
            {
                return null;
            }
        }

        yaml.CloseDeeperThan(-1);
        return yaml;
    }

    public YamlToken Next() => _next < _tokens.Count ? _tokens[_next++] : default;

    public YamlException Problem(string message) => new(message);

    private static ReadOnlySpan<byte> CutLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line;
    }

    private bool TakeLine(ref ReadOnlySpan<byte> rest)
    {
        var line = CutLine(ref rest);
        var indent = line.IndexOfAnyExcept((byte)' ');
        if (indent < 0 || line[^1] == ' ')
        {
            return false;
        }

        var text = line[indent..];
        return text.StartsWith("- "u8) ? TakeEntry(indent, text[2..], ref rest) : TakeKey(indent, text, ref rest);
    }

    private bool TakeEntry(int indent, scoped ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> rest)
    {
        CloseDeeperThan(indent);
        if (_pending && _open.TryPeek(out var owner) && owner.IsMap && owner.Indent <= indent)
        {
            Open(indent, isMap: false);
        }

        if (!_open.TryPeek(out var list) || list.IsMap || list.Indent != indent)
        {
            return false;
        }

        var colon = text.IndexOf((byte)':');
        if (colon > 0 && text[0] is not ((byte)'\'' or (byte)'"') && (colon == text.Length - 1 || text[colon + 1] == ' '))
        {
            Open(indent + 2, isMap: true);
            return TakeKey(indent + 2, text, ref rest);
        }

        return text[0] != '|' && TakeValue(text);
    }

    private bool TakeKey(int indent, scoped ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> rest)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 1 || text[0] == '-' || text[..colon].ContainsAnyExcept(KeyBytes) || (colon < text.Length - 1 && text[colon + 1] != ' '))
        {
            return false;
        }

        CloseDeeperThan(indent);
        if (_open.TryPeek(out var list) && !list.IsMap && list.Indent == indent && !_pending)
        {
            Close();
        }

        if (_open.Count == 0 ? _tokens.Count == 0 : _pending && _open.Peek() is { IsMap: true } owner && owner.Indent < indent)
        {
            Open(indent, isMap: true);
        }

        if (!_open.TryPeek(out var map) || !map.IsMap || map.Indent != indent)
        {
            return false;
        }

        EndPending();
        _tokens.Add(YamlToken.Quoted(Encoding.ASCII.GetString(text[..colon])));
        if (colon == text.Length - 1)
        {
            _pending = true;
            return true;
        }

        var value = text[(colon + 2)..];
        return value[0] == '|' ? TakeLiteral(indent, value, ref rest) : TakeValue(value);
    }

    private bool TakeValue(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("{}"u8) || value.SequenceEqual("[]"u8))
        {
            var isMap = value[0] == '{';
            _tokens.Add(new YamlToken(isMap ? YamlTokenKind.MapStart : YamlTokenKind.ListStart));
            _tokens.Add(new YamlToken(isMap ? YamlTokenKind.MapEnd : YamlTokenKind.ListEnd));
            return true;
        }

        if (value[0] is (byte)'\'' or (byte)'"')
        {
            // No quote or escape inside, so that the text is what it looks like.
            if (value.Length < 2 || value[^1] != value[0] || value[1..^1].IndexOfAny(value[0], (byte)'\\') >= 0)
            {
                return false;
            }

            _tokens.Add(YamlToken.Quoted(Encoding.ASCII.GetString(value[1..^1])));
            return true;
        }

        var startsPlainly = PlainStart.Contains(value[0]) || (value[0] == '-' && value.Length > 1 && PlainStart.Contains(value[1]));
        if (!startsPlainly || value[^1] == ':' || value.IndexOf(": "u8) >= 0 || value.IndexOf(" #"u8) >= 0)
        {
            return false;
        }

        _tokens.Add(YamlToken.Plain(Encoding.ASCII.GetString(value)));
        return true;
    }

    private bool TakeLiteral(int mapIndent, scoped ReadOnlySpan<byte> header, ref ReadOnlySpan<byte> rest)
    {
        var keepsLineEnd = header.SequenceEqual("|"u8);
        var indent = rest.IndexOfAnyExcept((byte)' ');
        if ((!keepsLineEnd && !header.SequenceEqual("|-"u8)) || indent <= mapIndent || rest[indent] == '\n')
        {
            return false;
        }

        var literal = new StringBuilder();
        while (!rest.IsEmpty)
        {
            var ahead = rest;
            var line = CutLine(ref ahead);
            var start = line.IndexOfAnyExcept((byte)' ');
            if (start >= 0 && start < indent)
            {
                if (start > mapIndent)
                {
                    return false;
                }

                break;
            }

            if (start < 0 && !line.IsEmpty)
            {
                return false;
            }

            literal.Append(line.IsEmpty ? "" : Encoding.ASCII.GetString(line[indent..])).Append('\n');
            rest = ahead;
        }

        var text = literal.ToString().TrimEnd('\n');
        _tokens.Add(YamlToken.Quoted(keepsLineEnd ? text + "\n" : text));
        return true;
    }

    private void Open(int indent, bool isMap)
    {
        _pending = false;
        _tokens.Add(new YamlToken(isMap ? YamlTokenKind.MapStart : YamlTokenKind.ListStart));
        _open.Push((indent, isMap));
    }

    private void CloseDeeperThan(int indent)
    {
        while (_open.TryPeek(out var top) && top.Indent > indent)
        {
            Close();
        }
    }

    private void Close()
    {
        EndPending();
        _tokens.Add(new YamlToken(_open.Pop().IsMap ? YamlTokenKind.MapEnd : YamlTokenKind.ListEnd));
    }

    private void EndPending()
    {
        if (_pending)
        {
            _tokens.Add(YamlToken.Plain(""));
            _pending = false;
        }
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Recover.Core.Backups;

/// <summary>
/// Walks a YAML document forward, one node at a time, within bounds; everything else than nested maps, lists and plain text is a
/// <see cref="YamlException"/>. Used by one reader at a time.
/// </summary>
internal sealed class YamlCursor
{
    private const int MaximumDepth = 32;
    private const int MaximumNodes = 500_000;

    private readonly Parser _parser;
    private readonly HashSet<string>?[] _keys = new HashSet<string>?[MaximumDepth];
    private readonly List<string> _path = [];
    private int _nodes;
    private int _depth;

    public YamlCursor(TextReader text)
    {
        _parser = new Parser(new Scanner(text, skipComments: true));
        Advance();
    }

    /// <summary>Dotted path of the key last read.</summary>
    public string Path => string.Join('.', _path);

    private ParsingEvent Current => _parser.Current!;

    /// <summary>Goes to the content of the only document; false when there is none.</summary>
    public bool EnterDocument()
    {
        Advance();
        if (Current is StreamEnd)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Ends the document and refuses another.</summary>
    public void LeaveDocument()
    {
        Advance();
        if (Current is not StreamEnd)
        {
            throw Problem(BackupTexts.SecondDocument);
        }
    }

    /// <summary>Enters the map the cursor is at; a null value is passed over and gives false.</summary>
    public bool EnterMap()
    {
        if (SkipNull())
        {
            return false;
        }

        if (Current is not MappingStart)
        {
            throw Problem(BackupTexts.MapExpected(Path));
        }

        Deepen();
        ForgetKeys();
        _path.Add("");
        Advance();
        return true;
    }

    /// <summary>Goes to the value of the next key of the map entered last and gives the key; null when the map ends, which leaves it.</summary>
    public string? NextKey()
    {
        if (Current is MappingEnd)
        {
            _path.RemoveAt(_path.Count - 1);
            _depth--;
            Advance();
            return null;
        }

        if (Current is not Scalar key)
        {
            throw Problem(BackupTexts.KeyExpected(Path));
        }

        _path[^1] = key.Value;
        if (!_keys[_depth - 1]!.Add(key.Value))
        {
            throw Problem(BackupTexts.KeyTwice(Path));
        }

        Advance();
        return key.Value;
    }

    /// <summary>Enters the list the cursor is at; a null value is passed over and gives false.</summary>
    public bool EnterList()
    {
        if (SkipNull())
        {
            return false;
        }

        if (Current is not SequenceStart)
        {
            throw Problem(BackupTexts.ListExpected(Path));
        }

        Deepen();
        Advance();
        return true;
    }

    /// <summary>True when the cursor is at another entry of the list entered last; false when the list ends, which leaves it.</summary>
    public bool NextEntry()
    {
        if (Current is not SequenceEnd)
        {
            return true;
        }

        _depth--;
        Advance();
        return false;
    }

    /// <summary>The text the cursor is at; empty for null.</summary>
    public string Text()
    {
        if (Current is not Scalar scalar)
        {
            throw Problem(BackupTexts.TextExpected(Path));
        }

        var text = IsNull(scalar) ? "" : scalar.Value;
        Advance();
        return text;
    }

    /// <summary>Passes over whatever the cursor is at.</summary>
    public void Skip()
    {
        var outside = _depth;
        do
        {
            switch (Current)
            {
                case MappingStart or SequenceStart:
                    Deepen();
                    break;
                case MappingEnd or SequenceEnd:
                    _depth--;
                    break;
                default:
                    break;
            }

            Advance();
        }
        while (_depth > outside);
    }

    /// <summary>An error at the place of the cursor.</summary>
    public YamlException Problem(string message) => new(Current.Start, Current.End, message);

    private static bool IsNull(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    private bool SkipNull()
    {
        if (Current is not Scalar scalar || !IsNull(scalar))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ForgetKeys()
    {
        // Clearing costs as much as the largest map that was ever in the set.
        ref var keys = ref _keys[_depth - 1];
        if (keys is null || keys.Count > 1000)
        {
            keys = new HashSet<string>(StringComparer.Ordinal);
            return;
        }

        keys.Clear();
    }

    private void Deepen()
    {
        if (++_depth > MaximumDepth)
        {
            throw Problem(BackupTexts.TooDeep(MaximumDepth));
        }
    }

    private void Advance()
    {
        if (!_parser.MoveNext())
        {
            return;
        }

        if (++_nodes > MaximumNodes)
        {
            throw Problem(BackupTexts.TooMany(MaximumNodes));
        }

        // Incus never writes them; a few lines of them can stand for gigabytes.
        if (Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw Problem(BackupTexts.Anchor);
        }
    }
}

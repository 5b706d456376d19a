using YamlDotNet.Core;

namespace Recover.Core.Backups;

/// <summary>
/// Walks a YAML document forward, one node at a time, within bounds; everything else than nested maps, lists and plain text is a
/// <see cref="YamlException"/>. Used by one reader at a time.
/// </summary>
internal sealed class YamlCursor
{
    private const int MaximumDepth = 32;
    private const int MaximumNodes = 500_000;

    private readonly IYamlTokens _tokens;
    private readonly HashSet<string>?[] _keys = new HashSet<string>?[MaximumDepth];
    private readonly List<string> _path = [];
    private YamlToken _current;
    private int _nodes;
    private int _depth;

    public YamlCursor(IYamlTokens tokens)
    {
        _tokens = tokens;
        Advance();
    }

    /// <summary>Dotted path of the key last read.</summary>
    public string Path => string.Join('.', _path);

    /// <summary>True when nothing is left.</summary>
    public bool AtEnd => _current.Kind == YamlTokenKind.End;

    /// <summary>Enters the map the cursor is at; a null value is passed over and gives false.</summary>
    public bool EnterMap()
    {
        if (SkipNull())
        {
            return false;
        }

        if (_current.Kind != YamlTokenKind.MapStart)
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
        if (_current.Kind == YamlTokenKind.MapEnd)
        {
            _path.RemoveAt(_path.Count - 1);
            _depth--;
            Advance();
            return null;
        }

        if (_current.Kind != YamlTokenKind.Text)
        {
            throw Problem(BackupTexts.KeyExpected(Path));
        }

        var key = _current.Text;
        _path[^1] = key;
        if (!_keys[_depth - 1]!.Add(key))
        {
            throw Problem(BackupTexts.KeyTwice(Path));
        }

        Advance();
        return key;
    }

    /// <summary>Enters the list the cursor is at; a null value is passed over and gives false.</summary>
    public bool EnterList()
    {
        if (SkipNull())
        {
            return false;
        }

        if (_current.Kind != YamlTokenKind.ListStart)
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
        if (_current.Kind != YamlTokenKind.ListEnd)
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
        if (_current.Kind != YamlTokenKind.Text)
        {
            throw Problem(BackupTexts.TextExpected(Path));
        }

        var text = _current.IsNull ? "" : _current.Text;
        Advance();
        return text;
    }

    /// <summary>Passes over whatever the cursor is at.</summary>
    public void Skip()
    {
        var outside = _depth;
        do
        {
            switch (_current.Kind)
            {
                case YamlTokenKind.MapStart or YamlTokenKind.ListStart:
                    Deepen();
                    break;
                case YamlTokenKind.MapEnd or YamlTokenKind.ListEnd:
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
    public YamlException Problem(string message) => _tokens.Problem(message);

    private bool SkipNull()
    {
        if (!_current.IsNull)
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
        _current = _tokens.Next();
        if (++_nodes > MaximumNodes)
        {
            throw Problem(BackupTexts.TooMany(MaximumNodes));
        }
    }
}

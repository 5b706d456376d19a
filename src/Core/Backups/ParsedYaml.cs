using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Recover.Core.Backups;

/// <summary>Tokens of any YAML, from the YAML library's event parser. Tags are ignored; anchors, aliases and a second document are refused.</summary>
internal sealed class ParsedYaml(TextReader text) : IYamlTokens
{
    private readonly Parser _parser = new(new Scanner(text, skipComments: true));
    private bool _documentSeen;

    public YamlToken Next()
    {
        while (MoveNext())
        {
            // Incus never writes them; a few lines of them can stand for gigabytes.
            if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                throw Problem(BackupTexts.Anchor);
            }

            switch (_parser.Current)
            {
                case MappingStart:
                    return new YamlToken(YamlTokenKind.MapStart);
                case MappingEnd:
                    return new YamlToken(YamlTokenKind.MapEnd);
                case SequenceStart:
                    return new YamlToken(YamlTokenKind.ListStart);
                case SequenceEnd:
                    return new YamlToken(YamlTokenKind.ListEnd);
                case Scalar { Style: ScalarStyle.Plain } scalar:
                    return YamlToken.Plain(scalar.Value);
                case Scalar scalar:
                    return YamlToken.Quoted(scalar.Value);
                case DocumentStart when _documentSeen:
                    throw Problem(BackupTexts.SecondDocument);
                case DocumentStart:
                    _documentSeen = true;
                    break;
                default:
                    break;
            }
        }

        return default;
    }

    public YamlException Problem(string message)
    {
        var place = _parser.Current;
        return place is null ? new YamlException(message) : new YamlException(place.Start, place.End, message);
    }

    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception exception) when (exception is not (YamlException or OutOfMemoryException))
        {
            // The parser's own errors on damaged text are not all of its own kind: ArgumentOutOfRangeException for an escape such as
            // \UFFFFFFFF, InvalidOperationException for a tab inside plain text.
            throw new YamlException(exception.Message);
        }
    }
}

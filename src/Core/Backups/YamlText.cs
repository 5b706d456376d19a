using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Recover.Core.Backups;

/// <summary>Bytes on their way to the YAML parser: what must not reach it is found here, because the parser takes a NUL for the end of the file.</summary>
internal static class YamlText
{
    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7f).Where(value => value is not ('\t' or '\n' or '\r')).Select(value => (byte)value)]);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first thing no YAML file may contain, in words; null when there is none.</summary>
    public static string? FindProblem(ReadOnlySpan<byte> content)
    {
        var control = content.IndexOfAny(ControlBytes);
        if (control >= 0)
        {
            return BackupTexts.ControlCharacter(content[control], control);
        }

        return Utf8.IsValid(content) ? null : BackupTexts.NotUtf8;
    }

    /// <summary>A reader over the bytes, without copying them.</summary>
    public static StreamReader Open(ReadOnlyMemory<byte> content)
    {
        var stream = MemoryMarshal.TryGetArray(content, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
        return new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: false);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Findings;
using YamlDotNet.Core;

namespace Recover.Core.Backups;

/// <summary>
/// Reads <c>backup.yaml</c> as hostile input: every value stays the text it is, tags mean nothing, and anchors, aliases, further documents,
/// control characters, keys given twice, deep nesting and endless lists end in a finding. It never throws for what a file holds. Thread-safe.
/// </summary>
public static class BackupFileReader
{
    /// <summary>Larger files are not read: 64 MiB. A real one has a few KiB per snapshot.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="content">The whole file, at most <see cref="MaximumBytes"/>.</param>
    /// <param name="modifiedAt">When it was last written; goes into <see cref="BackupFile.ModifiedAt"/>.</param>
    public static BackupFileResult Read(ReadOnlyMemory<byte> content, DateTimeOffset modifiedAt)
    {
        if (content.Length > MaximumBytes)
        {
            return Damaged(BackupTexts.TooLarge(content.Length, MaximumBytes));
        }

        if (content.Span.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return new BackupFileResult { Findings = [Empty(content)] };
        }

        if (YamlText.FindProblem(content.Span) is { } problem)
        {
            return Damaged(problem);
        }

        // Incus ends the file with a line end, so what follows the last one is half a line: perhaps half a name, which must not pass for a whole one.
        var lineEnd = content.Span.LastIndexOf((byte)'\n');
        var isCut = lineEnd < content.Length - 1;
        return Parse(isCut ? content[..(lineEnd + 1)] : content, modifiedAt, isCut);
    }

    private static BackupFileResult Parse(ReadOnlyMemory<byte> content, DateTimeOffset modifiedAt, bool isCut)
    {
        try
        {
            var file = ParsePlain(content) ?? ParseAny(content);
            ImmutableArray<Finding> findings = isCut ? [Finding.Of(FindingCode.BackupFileCut).WithRaw(Place(content))] : [];
            return file is null
                ? new BackupFileResult { Findings = [Empty(content), .. findings] }
                : new BackupFileResult { File = file with { ModifiedAt = modifiedAt }, Findings = findings };
        }
        catch (YamlException exception)
        {
            return Damaged(exception.Start.Line > 0 ? $"{exception.Start}: {exception.Message}" : exception.Message);
        }
    }

    /// <summary>The file if it is of the usual form and whole; whatever is wrong with it, <see cref="ParseAny"/> says better.</summary>
    internal static BackupFile? ParsePlain(ReadOnlyMemory<byte> content)
    {
        try
        {
            return PlainYaml.TryRead(content.Span) is { } tokens ? new BackupFileParser(new YamlCursor(tokens)).Parse() : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    /// <summary>The file, whatever YAML it is written in; null when nothing is in it.</summary>
    internal static BackupFile? ParseAny(ReadOnlyMemory<byte> content)
    {
        using var text = YamlText.Open(content);
        return new BackupFileParser(new YamlCursor(new ParsedYaml(text))).Parse();
    }

    private static Finding Empty(ReadOnlyMemory<byte> content) => Finding.Of(FindingCode.BackupFileEmpty).WithRaw(Place(content));

    private static string Place(ReadOnlyMemory<byte> read) => string.Create(CultureInfo.InvariantCulture, $"backup.yaml: {read.Length} B");

    private static BackupFileResult Damaged(string raw) =>
        new() { Findings = [Finding.Of(FindingCode.BackupFileDamaged).WithRaw(raw)] };
}

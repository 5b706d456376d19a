using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Recover.Core.Json;

namespace Recover.Core.Cases;

/// <summary>What was seen and planned, as compressed JSON: ten thousand instances repeat themselves.</summary>
internal static class CaseBlob
{
    /// <summary>The column's value; null for null.</summary>
    public static byte[]? Of<T>(T value)
    {
        if (value is null)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var compressed = new BrotliStream(buffer, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(compressed, value, CoreJson.Compact);
        }

        return buffer.ToArray();
    }

    /// <summary>The value of a column's bytes.</summary>
    public static T? Parse<T>(byte[] blob)
        where T : class
    {
        using var compressed = new BrotliStream(new MemoryStream(blob), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(compressed, CoreJson.Compact);
    }

    /// <summary>The values of a column; empty for NULL.</summary>
    public static ImmutableArray<T> ReadMany<T>(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? [] : [.. Parse<T[]>(reader.GetFieldValue<byte[]>(column)) ?? []];

    /// <summary>A small value as JSON text.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, CoreJson.Compact);

    /// <summary>A small value from its JSON text.</summary>
    public static T Parse<T>(string text) => JsonSerializer.Deserialize<T>(text, CoreJson.Compact)!;
}

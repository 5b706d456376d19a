using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Cases;

/// <summary>
/// The big columns of cases, each with its last value: while a column holds the same bytes, the same immutable value is handed out instead of another one
/// parsed from them, which takes long for thousands of instances and as much memory again. Thread-safe.
/// </summary>
internal sealed class CaseBlobs
{
    private readonly ConcurrentDictionary<Type, (byte[] Blob, object Value)> _last = new();

    /// <summary>The column's value; null for null.</summary>
    public byte[]? Of<T>(T? value)
        where T : class
    {
        if (CaseBlob.Of(value) is not { } blob)
        {
            return null;
        }

        _last[typeof(T)] = (blob, value!);
        return blob;
    }

    /// <summary>The value of a column; null for NULL.</summary>
    public T? Read<T>(SqliteDataReader reader, int column)
        where T : class
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        var blob = reader.GetFieldValue<byte[]>(column);
        if (_last.TryGetValue(typeof(T), out var last) && blob.AsSpan().SequenceEqual(last.Blob))
        {
            return (T)last.Value;
        }

        var value = CaseBlob.Parse<T>(blob);
        if (value is not null)
        {
            _last[typeof(T)] = (blob, value);
        }

        return value;
    }
}

using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Kept;

/// <summary>Tells whether carried records are in a database, value by value. Thread-safe.</summary>
public static class KeptRecordCheck
{
    /// <summary>The records of which a row is missing or differs.</summary>
    /// <exception cref="DatabaseFileException">The copy can't be read.</exception>
    public static ImmutableArray<KeptRecord> Missing(string copyFile, ImmutableArray<KeptRecord> records)
    {
        if (records.IsEmpty)
        {
            return [];
        }

        try
        {
            using var connection = SqliteSession.Open(copyFile);
            var there = new KeptRows(connection);
            var rows = there.Read(there.Columns).ToDictionary(row => row.Self.Identity, StringComparer.Ordinal);
            return [.. records.Where(record => !record.Rows.All(row => rows.TryGetValue(row.Self.Identity, out var same) && Holds(same, row)))];
        }
        catch (SqliteException error)
        {
            throw new DatabaseFileException(error.Message, error);
        }
    }

    private static bool Holds(KeptRow there, KeptRow wanted) => wanted.Values.All(value =>
        there.Values.Any(present => present.Column == value.Column && present.Text == value.Text && present.Row?.Identity == value.Row?.Identity));
}

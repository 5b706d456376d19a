using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>Counts rows of a private copy of a database. Thread-safe.</summary>
internal static class RowCounts
{
    /// <summary>How many rows meet each of the conditions, which are SQL.</summary>
    /// <exception cref="DatabaseFileException">The copy can't be read.</exception>
    public static ImmutableArray<long> Read(string copyFile, IReadOnlyList<(string Table, string Condition)> wanted)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        try
        {
            using var connection = SqliteSession.Open(copyFile);
            return [.. wanted.Select(one => SqliteSession.Scalar<long>(
                connection, $"SELECT count(*) FROM {DatabaseTables.Quoted(one.Table)} WHERE {one.Condition}"))];
        }
        catch (SqliteException error)
        {
            throw new DatabaseFileException(error.Message, error);
        }
    }
}

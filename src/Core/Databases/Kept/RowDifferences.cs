using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;

namespace Recover.Core.Databases.Kept;

/// <summary>
/// Compares a database with what a plan's statements would make of an empty one, row by row by natural keys, whatever the numbers of the rows. What describes
/// only the moment is left out: power states, names of interfaces, times of last use. Thread-safe.
/// </summary>
public static class RowDifferences
{
    /// <summary>Runs the statements on a private copy and compares; both files are left as they are.</summary>
    /// <param name="present">The database as it is; a private SQLite file.</param>
    /// <param name="empty">The one that the statements are for; a private SQLite file.</param>
    /// <param name="statements">The plan's statements.</param>
    /// <param name="workDirectory">An existing private directory; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="DatabaseFileException">A statement can't be run, or a file not be read.</exception>
    public static async Task<ImmutableArray<RowDifference>> FindAsync(
        string present, string empty, ImmutableArray<string> statements, string workDirectory, CancellationToken cancellationToken)
    {
        var after = Path.Combine(workDirectory, $"after-{Guid.NewGuid():N}.sqlite");
        File.Copy(empty, after);
        try
        {
            await DatabaseFile.ApplyPatchAsync(after, string.Join(";\n", statements), cancellationToken).ConfigureAwait(false);
            return await Task.Run(() => Find(present, after), cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException refused)
        {
            throw new DatabaseFileException(refused.Message, refused);
        }
        finally
        {
            File.Delete(after);
        }
    }

    private static ImmutableArray<RowDifference> Find(string present, string after)
    {
        using var presentConnection = SqliteSession.Open(present);
        using var afterConnection = SqliteSession.Open(after);
        var now = new KeptRows(presentConnection);
        var then = new KeptRows(afterConnection);
        var left = then.ReadAll(then.Columns).Where(Counts).ToDictionary(row => row.Self.Identity, StringComparer.Ordinal);
        var differences = ImmutableArray.CreateBuilder<RowDifference>();
        foreach (var row in now.ReadAll(now.Columns).Where(Counts))
        {
            if (!left.Remove(row.Self.Identity, out var same))
            {
                differences.Add(new RowDifference(row.Self, RowDifferenceKind.Lost, []));
            }
            else if (Changed(row, same) is { IsEmpty: false } columns)
            {
                differences.Add(new RowDifference(row.Self, RowDifferenceKind.Changed, columns));
            }
        }

        return [.. differences, .. left.Values.Select(row => new RowDifference(row.Self, RowDifferenceKind.Added, []))];
    }

    private static bool Counts(KeptRow row) =>
        !(row.Self.Table == "images" && Text(row, "cached") == "1")
        && !(row.Self.Table.EndsWith("_config", StringComparison.Ordinal) && Text(row, "key") is { } key && IsOfTheMoment(key));

    private static bool IsOfTheMoment(string key) =>
        key.StartsWith("volatile.last_state.", StringComparison.Ordinal)
        || key == "volatile.apply_template"
        || (key.StartsWith("volatile.", StringComparison.Ordinal) && key.EndsWith(".host_name", StringComparison.Ordinal));

    private static ImmutableArray<string> Changed(KeptRow row, KeptRow other)
    {
        var values = other.Values.ToDictionary(value => value.Column, StringComparer.Ordinal);
        return
        [
            .. row.Values
                .Where(value => value.Column != "last_use_date" && (!values.TryGetValue(value.Column, out var there) || Meaning(value) != Meaning(there)))
                .Select(value => value.Column),
        ];
    }

    // No description is the same as an empty one, and a date counts as the moment it names, however it is written.
    private static string Meaning(KeptValue value)
    {
        if (value.Row is { } row)
        {
            return row.Identity;
        }

        return value.Column.EndsWith("_date", StringComparison.Ordinal)
            ? (value.Text is { } text && IncusTime.TryParse(text, out var time) ? time : IncusTime.Zero).ToDatabaseText()
            : value.Text ?? "";
    }

    private static string? Text(KeptRow row, string column) => row.Values.FirstOrDefault(value => value.Column == column)?.Text;
}

namespace Recover.Tests.E2E.Lab;

/// <summary>How many rows of a database a recovery lost, changed and added; a changed value counts once.</summary>
/// <param name="Before">Rows before the loss.</param>
/// <param name="Lost">Rows that are not there any more.</param>
/// <param name="Changed">Rows with another value.</param>
/// <param name="Added">Rows that were not there.</param>
internal sealed record RowCount(int Before, int Lost, int Changed, int Added)
{
    /// <summary>Counts them by natural key.</summary>
    /// <param name="before">Dump before the loss.</param>
    /// <param name="after">Dump after the recovery.</param>
    /// <param name="isCounted">Whether a fact counts.</param>
    public static RowCount Of(string before, string after, Func<string, bool> isCounted)
    {
        var old = DatabaseFacts.Read(before).Where(isCounted).ToHashSet(StringComparer.Ordinal);
        var now = DatabaseFacts.Read(after).Where(isCounted).ToHashSet(StringComparer.Ordinal);
        var lost = old.Except(now).Select(Key).ToHashSet(StringComparer.Ordinal);
        var added = now.Except(old).Select(Key).ToHashSet(StringComparer.Ordinal);
        var changed = lost.Intersect(added).Count();
        return new RowCount(old.Count, lost.Count - changed, changed, added.Count - changed);
    }

    /// <summary>As a row of the table in the documents.</summary>
    public string Row(string who) => $"| {who} | {Before} | {Lost} | {Changed} | {Added} |";

    private static string Key(string fact) => fact.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? fact[..end] : fact;
}

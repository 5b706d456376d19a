using System.Globalization;
using System.Resources;
using Recover.Core.Databases.Raft;

namespace Recover.Core.Databases.Candidates;

/// <summary>The words about states of a database, from <c>CandidateTexts.resx</c>. Thread-safe.</summary>
public static class CandidateTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Databases.Candidates.CandidateTexts", typeof(CandidateTexts).Assembly);

    /// <summary>How many of a kind, in words.</summary>
    public static string Count(RecordKind kind, int count) => Fill($"{kind}.{(count == 1 ? "One" : "Many")}", count);

    /// <summary>How many of a kind, and their names.</summary>
    public static string Difference(RecordDifference difference) => Fill(
        difference.Names.Length < difference.Count ? "AndMore" : "Named",
        Count(difference.Kind, difference.Count),
        string.Join(", ", difference.Names));

    /// <summary>Where a state of the database comes from.</summary>
    public static string Source(CandidateSource source) => Fill($"Source.{source}");

    /// <summary>An earlier or damaged state beside the database in use, with its age.</summary>
    public static string OldDatabase(OldDatabase old) => Fill(old.IsExport ? "InExport" : $"InOldDatabase.{old.Source}", old.Directory, old.WrittenAt);

    /// <summary>The state that is asked for.</summary>
    public static string Request(CandidateRequest request)
    {
        var source = request.Source is { } named ? Source(named) : Fill("Best");
        return request.At is { } entry ? Fill("AtEntry", source, entry) : source;
    }

    /// <summary>Rows of a table that are in one state of a database and not in another.</summary>
    internal static string RowsMissing(string table, long rows, string example) => Fill(nameof(RowsMissing), table, rows, example);

    /// <summary>Rows of a table that another state of a database has besides.</summary>
    internal static string RowsMore(string table, long rows, string example) => Fill(nameof(RowsMore), table, rows, example);

    /// <summary>A table that is not there.</summary>
    internal static string TableMissing(string table) => Fill(nameof(TableMissing), table);

    /// <summary>A counter that would give numbers twice.</summary>
    internal static string CounterBehind(string table, long expected, long found) => Fill(nameof(CounterBehind), table, expected, found);

    private static string Fill(string key, params object[] arguments) => string.Format(
        CultureInfo.CurrentCulture, Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), arguments);
}

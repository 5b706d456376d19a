using System.Collections.Immutable;

namespace Recover.Core.Databases.Candidates;

/// <summary>Records of one kind that one state of a database has and another lacks. Immutable.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Count">How many.</param>
/// <param name="Names">Their names in ordinal order, at most <see cref="MostNames"/>.</param>
public sealed record RecordDifference(RecordKind Kind, int Count, ImmutableArray<string> Names)
{
    /// <summary>More names than these are counted, not listed.</summary>
    public const int MostNames = 50;

    /// <summary>As a person would say it, such as <c>3 instances (default/web, default/db, default/mail)</c>.</summary>
    public string Words => CandidateTexts.Difference(this);
}

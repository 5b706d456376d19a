using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Databases.Candidates;

namespace Recover.Core.Databases.Kept;

/// <summary>
/// What an earlier database knows and no pool can tell, with all rows that belong to it: an access list with its rules, a forward with its ports. Immutable.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rows">The first is the record itself, those that belong to it follow.</param>
/// <param name="From">The earlier database, in words.</param>
public sealed record KeptRecord(RecordKind Kind, ImmutableArray<KeptRow> Rows, string From)
{
    /// <summary>The row itself.</summary>
    [JsonIgnore]
    public RowReference Self => Rows[0].Self;

    /// <summary>As people name it.</summary>
    [JsonIgnore]
    public string Name => Self.Name;

    /// <summary>As a person would say it, such as <c>1 network ACL (default/web)</c>.</summary>
    [JsonIgnore]
    public string Words => new RecordDifference(Kind, 1, [Name]).Words;
}

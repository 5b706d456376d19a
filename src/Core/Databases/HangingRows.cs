using System.Text.Json.Serialization;

namespace Recover.Core.Databases;

/// <summary>Rows of a table that belong to rows of another, and go with them. Immutable.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Column">The column that says to which row they belong.</param>
/// <param name="Of">The table that they belong to: a removed record's own, or that of other such rows.</param>
/// <param name="Rows">How many there are; none is told too, so that a row that comes meanwhile is noticed.</param>
public sealed record HangingRows(string Table, string Column, string Of, int Rows)
{
    /// <summary>True when there are any.</summary>
    [JsonIgnore]
    public bool Any => Rows > 0;
}

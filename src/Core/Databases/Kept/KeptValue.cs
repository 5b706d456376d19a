namespace Recover.Core.Databases.Kept;

/// <summary>A value of a row. Immutable.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Text">The value as text, which the column turns into its own kind again; null for none, and where a row is meant.</param>
/// <param name="Row">The row that the value stands for; null for a plain value.</param>
public sealed record KeptValue(string Column, string? Text, RowReference? Row);

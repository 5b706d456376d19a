using System.Collections.Immutable;

namespace Recover.Core.Databases.Kept;

/// <summary>A row that differs between a database and the one that would come after it. No values, only names: values may be secret. Immutable.</summary>
/// <param name="Row">Which row.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Columns">The columns that would change; empty for rows that are lost or added.</param>
public sealed record RowDifference(RowReference Row, RowDifferenceKind Kind, ImmutableArray<string> Columns);

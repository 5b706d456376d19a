using System.Collections.Immutable;

namespace Recover.Core.Databases.Kept;

/// <summary>A row of an earlier database without its number. Immutable.</summary>
/// <param name="Self">Which row it is.</param>
/// <param name="Values">All its values, those of its key included.</param>
/// <param name="Replaces">True when such a row is there and gets these values.</param>
public sealed record KeptRow(RowReference Self, ImmutableArray<KeptValue> Values, bool Replaces);

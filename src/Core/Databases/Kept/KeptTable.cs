using System.Collections.Frozen;

namespace Recover.Core.Databases.Kept;

/// <summary>A table as far as its rows can be named without their numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns without <c>id</c>.</param>
/// <param name="Key">The columns of its natural key.</param>
/// <param name="Parents">By column the table that it points to.</param>
internal sealed record KeptTable(string Name, string[] Columns, string[] Key, FrozenDictionary<string, string> Parents);

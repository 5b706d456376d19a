using System.Collections.Immutable;

namespace Recover.Core.Runs;

/// <summary>How the statements did on a copy of the database. Immutable.</summary>
/// <param name="Statements">Statements tried.</param>
/// <param name="Problems">In words; empty when the result is sound.</param>
public sealed record RunRehearsal(int Statements, ImmutableArray<string> Problems);

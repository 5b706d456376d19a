namespace Recover.Core.Databases;

/// <summary>Rows that belong to rows which are not there. Immutable.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Column">The column that leads nowhere.</param>
/// <param name="Parent">The table whose <c>id</c> it means.</param>
/// <param name="Rows">How many there are.</param>
public sealed record DanglingRows(string Table, string Column, string Parent, int Rows);

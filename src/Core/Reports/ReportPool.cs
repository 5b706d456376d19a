namespace Recover.Core.Reports;

/// <summary>A pool that was looked into. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Incus' name of its driver.</param>
/// <param name="Source">Where its data lies.</param>
/// <param name="Known">True when the database had it.</param>
/// <param name="Read">False when it could not be read to the end.</param>
public sealed record ReportPool(string Name, string Driver, string Source, bool Known, bool Read);

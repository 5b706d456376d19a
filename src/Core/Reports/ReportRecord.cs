using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Reports;

/// <summary>A record of the database that does not go together with the disk, and what was decided. Immutable.</summary>
/// <param name="Kind">How it does not.</param>
/// <param name="Name">As people name it.</param>
/// <param name="Pool">Its pool; empty when it has none.</param>
/// <param name="What">What does not go together, in words.</param>
/// <param name="Decision">In words.</param>
/// <param name="RowsRemoved">Rows that the plan removes because of it.</param>
public sealed record ReportRecord(MismatchKind Kind, string Name, string Pool, string What, string Decision, int RowsRemoved);

using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Plans.Removals;

/// <summary>A row that is removed, and the rows that the database removes with it. Immutable.</summary>
/// <param name="Record">The row.</param>
/// <param name="Hanging">What hangs on it, parents first.</param>
public sealed record RemovedRecord(RecordReference Record, ImmutableArray<HangingRows> Hanging);

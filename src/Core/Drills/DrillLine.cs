using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;

namespace Recover.Core.Drills;

/// <summary>Something that would not come back as it is. Names only, no values: values may be secret. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">As people name it; see <see cref="RecordKind"/>.</param>
/// <param name="State">How it would come back.</param>
/// <param name="Parts">What of it would differ, by table and key of the database; empty when it is lost as a whole.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="NextStep">What can be done today, in plain words.</param>
public sealed record DrillLine(RecordKind Kind, string Name, DrillState State, ImmutableArray<string> Parts, string Reason, string NextStep);

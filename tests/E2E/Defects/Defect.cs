using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Tests.E2E.Defects;

/// <summary>One way an instance can be broken on a pool.</summary>
/// <param name="What">In words, for the name of a failed assertion.</param>
/// <param name="Item">Name on the disk of the volume the finding must stand on; for stray files the name of the file.</param>
/// <param name="Code">The finding that must name it.</param>
/// <param name="State">What must be said to become of the volume.</param>
/// <param name="Snapshots">The snapshots that the instance must come back with; null when it must not come back without a person.</param>
/// <param name="Break">Breaks the pool at the given path; null when the host is built broken.</param>
internal sealed record Defect(
    string What, string Item, FindingCode Code, VolumeState State, IReadOnlyList<string>? Snapshots, Action<BrokenPool>? Break);

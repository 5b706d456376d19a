using Recover.Core.Findings;

namespace Recover.Tests.E2E.Defects;

/// <summary>One way an instance can be broken on a pool.</summary>
/// <param name="What">In words, for the name of a failed assertion.</param>
/// <param name="Item">Name of the volume the finding must stand on; for stray files the name of the file.</param>
/// <param name="Code">The finding that must name it.</param>
/// <param name="Break">Breaks the pool at the given path; null when the host is built broken.</param>
internal sealed record Defect(string What, string Item, FindingCode Code, Action<BrokenPool>? Break);

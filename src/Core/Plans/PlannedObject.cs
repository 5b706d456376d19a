using Recover.Core.Dependencies;

namespace Recover.Core.Plans;

/// <summary>A project, profile or network to be created, or brought to a definition when it exists.</summary>
/// <param name="Project">The project it belongs to; for projects their own name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">Its content.</param>
/// <param name="From">Where it was learnt from, in words.</param>
/// <param name="Replaces">True when an object of that name exists and gets these contents.</param>
public sealed record PlannedObject(string Project, string Name, Definition Definition, string From, bool Replaces);

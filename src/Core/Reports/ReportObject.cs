using Recover.Core.Dependencies;

namespace Recover.Core.Reports;

/// <summary>A project, profile or network that the plan creates. Immutable.</summary>
/// <param name="Kind">project, profile or network.</param>
/// <param name="Project">Its project.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">Where it was learnt from, in words.</param>
/// <param name="Definition">Its content, secrets replaced.</param>
public sealed record ReportObject(string Kind, string Project, string Name, string From, Definition Definition);

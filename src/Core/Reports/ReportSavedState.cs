using System.Collections.Immutable;
using Recover.Core.Runs;

namespace Recover.Core.Reports;

/// <summary>The saved copies of one run. Immutable.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Directory">Where they lie.</param>
/// <param name="WayBack">The command that puts them back.</param>
/// <param name="Files">Each with its checksum.</param>
public sealed record ReportSavedState(string Run, string Directory, string WayBack, ImmutableArray<SavedFile> Files);

using Recover.Core.Backups;

namespace Recover.Core.Databases;

/// <summary>Everything that a database says of an instance, in the form of a backup file. Immutable.</summary>
/// <param name="Pool">The pool of its root volume.</param>
/// <param name="Project">Its project.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsVirtualMachine">False for containers.</param>
/// <param name="Record">The instance, its snapshots, its root volume and that one's snapshots; no profiles, and no pool.</param>
public sealed record RecordedInstance(string Pool, string Project, string Name, bool IsVirtualMachine, BackupFile Record);

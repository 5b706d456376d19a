using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>A backup.yaml as it lies on a pool, unchecked; or a place that could not be read. Immutable.</summary>
/// <param name="Pool">Name of its pool.</param>
/// <param name="Type">Container or virtual machine.</param>
/// <param name="StoredName">The instance's name on storage: one name, no path; empty for a whole directory of instances or a pool.</param>
/// <param name="Content">The file as it is; null when it could not be read.</param>
public sealed record FoundBackupFile(string Pool, VolumeType Type, string StoredName, ReadOnlyMemory<byte>? Content);

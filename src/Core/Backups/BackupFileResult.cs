using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Backups;

/// <summary>What came of reading one <c>backup.yaml</c>. Immutable.</summary>
public sealed record BackupFileResult
{
    /// <summary>What could be read; null when nothing could, and then <see cref="Findings"/> says why.</summary>
    public BackupFile? File { get; init; }

    /// <summary>Empty for a whole file.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}

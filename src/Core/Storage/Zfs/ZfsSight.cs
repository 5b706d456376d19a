using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Zfs;

/// <summary>What discovery knows of a pool of ZFS before it looks at its datasets. Immutable.</summary>
/// <param name="Device">A file or device it lies on; null when unknown.</param>
/// <param name="LoopFile">Incus' loop file that it is in; null when it is in none.</param>
/// <param name="SizeBytes">Its size; null when unknown.</param>
/// <param name="Origin">How it was found.</param>
/// <param name="Findings">What is wrong with it.</param>
internal sealed record ZfsSight(string? Device, string? LoopFile, long? SizeBytes, PoolOrigin Origin, ImmutableArray<Finding> Findings)
{
    /// <summary>A pool of Incus in it.</summary>
    /// <param name="name">The pool's name.</param>
    /// <param name="dataset">The dataset's name for Incus.</param>
    public FoundPool Found(string name, string dataset)
    {
        // Incus knows its own loop file by the name of the pool only.
        var isOwnLoop = LoopFile is not null && Path.GetFileNameWithoutExtension(LoopFile) == name;
        var config = ConfigMaps.Empty.Add("zfs.pool_name", dataset);
        var size = LoopFile is null ? null : LoopFiles.SizeOf(LoopFile);
        return new FoundPool
        {
            Definition = new PoolDefinition
            {
                Name = name,
                Driver = ZfsDriver.DriverName,
                Source = isOwnLoop ? LoopFile! : dataset,
                Config = isOwnLoop && size is { } bytes ? config.Add("size", LoopFiles.SizeText(bytes)) : config,
                Origin = Origin,
            },
            Device = Device,
            SizeBytes = SizeBytes ?? size,
            Findings = Findings,
        };
    }
}

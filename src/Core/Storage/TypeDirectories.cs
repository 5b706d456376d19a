namespace Recover.Core.Storage;

/// <summary>The directories in which drivers with a plain file tree keep volumes. Thread-safe.</summary>
internal static class TypeDirectories
{
    /// <summary>Added to a type's directory for the directory of its snapshots.</summary>
    public const string SnapshotSuffix = "-snapshots";

    /// <summary>File that holds the contents of block and ISO volumes.</summary>
    public const string DiskImage = "root.img";

    /// <summary>A type and its directory. Images are never recovered and left out.</summary>
    public static IReadOnlyList<(VolumeType Type, string Name)> All { get; } =
    [
        (VolumeType.Container, "containers"),
        (VolumeType.VirtualMachine, "virtual-machines"),
        (VolumeType.Custom, "custom"),
        (VolumeType.Bucket, "buckets"),
    ];
}

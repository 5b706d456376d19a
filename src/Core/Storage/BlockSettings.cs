using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>Settings of a custom volume whose file system lies on a block device of its own (lvm, ceph, zfs in block mode). Thread-safe.</summary>
internal static class BlockSettings
{
    // What Incus writes unless it is told otherwise; a mount tells what was, and a lost host has none.
    private const string UsualMountOptions = "discard";

    /// <summary>The settings that the size of the device tells.</summary>
    /// <param name="bytes">Null or 0 when it is not known.</param>
    public static ImmutableSortedDictionary<string, string> Of(long? bytes)
    {
        var settings = ConfigMaps.Empty.Add("block.mount_options", UsualMountOptions);
        return bytes is > 0 and { } size ? settings.Add("size", LoopFiles.SizeText(size)) : settings;
    }
}

namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>Makes containers on zfs unreadable.</summary>
internal static class ZfsBreakage
{
    /// <summary>
    /// Shell lines that put an empty block volume in the place of the container <c>bad-fs</c>. A dataset whose key is lost would do too, but Incus itself gives up
    /// a whole pool that it has to import when one key in it is missing.
    /// </summary>
    public static string EmptyVolume(string pool)
    {
        var dataset = $"{pool}/containers/{StorageContents.BadFileSystem}";
        return $"""
            zfs destroy -r {dataset}
            zfs create -V 16M -o volmode=none {dataset}
            """;
    }

    /// <summary>Shell lines that overwrite the beginning of the file system in the block volume of the container <c>bad-fs</c>.</summary>
    public static string Overwritten(string pool)
    {
        var dataset = $"{pool}/containers/{StorageContents.BadFileSystem}";
        return $"""
            zfs set volmode=dev {dataset}
            for i in $(seq 1200); do if [ -b /dev/zvol/{dataset} ]; then break; fi; sleep 0.1; done
            dd if=/dev/zero of=/dev/zvol/{dataset} bs=1M count=8 conv=notrunc,nocreat,fsync
            zfs set volmode=none {dataset}
            """;
    }
}

namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>Makes containers on zfs unreadable.</summary>
internal static class ZfsBreakage
{
    /// <summary>Shell lines that put an encrypted dataset, whose key nobody loads, in the place of the container <c>bad-fs</c>.</summary>
    public static string ForgottenKey(string pool)
    {
        var dataset = $"{pool}/containers/{StorageContents.BadFileSystem}";
        return $"""
            zfs destroy -r {dataset}
            echo forgotten | zfs create -o encryption=on -o keyformat=passphrase -o mountpoint=legacy -o canmount=noauto {dataset}
            zfs unload-key {dataset}
            """;
    }

    /// <summary>Shell lines that overwrite the beginning of the file system in the block volume of the container <c>bad-fs</c>.</summary>
    public static string Overwritten(string pool)
    {
        var dataset = $"{pool}/containers/{StorageContents.BadFileSystem}";
        return $"""
            zfs set volmode=dev {dataset}
            udevadm settle
            dd if=/dev/zero of=/dev/zvol/{dataset} bs=1M count=8 conv=notrunc
            sync
            zfs set volmode=none {dataset}
            """;
    }
}

using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>Tells when a subvolume was made; the birth time of a snapshot's root directory is that of its parent. Thread-safe.</summary>
internal static class BtrfsCreation
{
    // The root directory of every subvolume has this inode number.
    private const ulong SubvolumeRoot = 256;

    // struct btrfs_ioctl_get_subvol_info_args (linux/btrfs.h): 504 bytes, the time of creation at 392.
    private const int InfoLength = 504;
    private const int CreationAt = 392;
    private const uint GetSubvolumeInfo = 0x81f8_943c;

    /// <summary>When the entry was made, UTC; its birth time when it is no subvolume or the kernel does not tell.</summary>
    public static IncusTime? Of(OpenDirectory parent, string name, FileStatus status)
    {
        if (status.Inode != SubvolumeRoot)
        {
            return status.BornAt;
        }

        Span<byte> info = stackalloc byte[InfoLength];
        info.Clear();
        return parent.Ask(name, GetSubvolumeInfo, info)
            ? FileStatus.Time(info[CreationAt..]) ?? status.BornAt
            : status.BornAt;
    }
}

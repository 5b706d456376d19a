namespace Recover.Core.Storage;

/// <summary>What a glance at the top of a plain file tree tells: whether it looks like a pool of Incus. Immutable.</summary>
/// <param name="TypeDirectories">How many of the directories for volumes it has.</param>
/// <param name="Volumes">Entries in them.</param>
/// <param name="Filled">How many of these entries are directories with something in them.</param>
/// <param name="HasSubvolumes">True when an entry is a btrfs subvolume.</param>
/// <param name="LastUsedAt">Latest change of the directories looked at, UTC; null when none could be.</param>
internal sealed record TreeLook(int TypeDirectories, int Volumes, int Filled, bool HasSubvolumes, DateTimeOffset? LastUsedAt)
{
    private const ulong SubvolumeRoot = 256;

    private static readonly TreeLook Nothing = new(0, 0, 0, false, null);

    /// <summary>True when it has directories for volumes, and not only the empty places at which volumes of another driver are mounted.</summary>
    public bool IsPool => TypeDirectories > 0 && (Volumes == 0 || Filled > 0);

    /// <summary>What it tells of the pool.</summary>
    public PoolLook ToPoolLook() => new(IsPool, Volumes, LastUsedAt);

    /// <summary>Looks at a directory; what can't be seen counts as nothing.</summary>
    public static TreeLook At(string root)
    {
        using var pool = OpenDirectory.Trusted(root, out _);
        if (pool is null)
        {
            return Nothing;
        }

        var look = Nothing with { LastUsedAt = pool.Status(out _)?.ModifiedAt };
        foreach (var (_, name) in Storage.TypeDirectories.All)
        {
            using var directory = pool.Enter(name, out _);
            if (directory is not null)
            {
                look = Add(look, directory);
            }
        }

        return look;
    }

    private static TreeLook Add(TreeLook look, OpenDirectory directory)
    {
        var names = DirectoryVolumes.NamesOf(directory, out _) ?? [];
        var changed = directory.Status(out _)?.ModifiedAt;
        var filled = 0;
        var subvolumes = false;
        foreach (var name in names)
        {
            using var entry = directory.Enter(name, out _);
            filled += entry is not null && DirectoryVolumes.NamesOf(entry, out _) is not { IsEmpty: true } ? 1 : 0;
            subvolumes |= entry?.Status(out _)?.Inode == SubvolumeRoot;
        }

        return new TreeLook(
            look.TypeDirectories + 1,
            look.Volumes + names.Length,
            look.Filled + filled,
            look.HasSubvolumes || subvolumes,
            changed > look.LastUsedAt || look.LastUsedAt is null ? changed : look.LastUsedAt);
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

/// <summary>A real btrfs file system in a file, mounted while it is filled. Needs root and loop devices.</summary>
internal sealed class BtrfsImage : IAsyncDisposable
{
    private readonly TemporaryDirectory _place = new();

    private BtrfsImage() => Directory.CreateDirectory(MountPoint);

    public static CommandRunner Commands { get; } = new(NullLogger<CommandRunner>.Instance, TimeProvider.System);

    public static bool CanBeMade => Environment.IsPrivilegedProcess && System.IO.File.Exists("/dev/loop-control") && ExecutableFinder.Find("mkfs.btrfs") is not null;

    public string Root => _place.Root;

    public string File => _place.At("disks", "one.img");

    public string MountPoint => _place.At("mnt");

    /// <summary>Makes an empty one and mounts it.</summary>
    public static async Task<BtrfsImage> MountedAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(CanBeMade, "needs root, loop devices and btrfs-progs");
        cancellationToken.ThrowIfCancellationRequested();
        var image = new BtrfsImage();
        Directory.CreateDirectory(Path.GetDirectoryName(image.File)!);
        await RunAsync("truncate", "--size", "256M", image.File);
        await RunAsync("mkfs.btrfs", "--quiet", "--label", "one", image.File);
        await RunAsync("mount", "-o", "loop", image.File, image.MountPoint);
        return image;
    }

    /// <summary>Fills it as Incus does: one container with a snapshot, one custom volume.</summary>
    public async Task FillAsync()
    {
        foreach (var directory in (string[])["containers", "containers-snapshots/web1", "custom", "images"])
        {
            Directory.CreateDirectory(Path.Combine(MountPoint, directory));
        }

        await RunAsync("btrfs", "subvolume", "create", $"{MountPoint}/containers/web1");
        await WriteUntilYoungerAsync($"{MountPoint}/containers/web1/backup.yaml", Directory.GetLastWriteTimeUtc($"{MountPoint}/containers/web1"));
        await RunAsync("btrfs", "subvolume", "snapshot", "-r", $"{MountPoint}/containers/web1", $"{MountPoint}/containers-snapshots/web1/s0");
        await RunAsync("btrfs", "subvolume", "create", $"{MountPoint}/custom/default_data");
    }

    /// <summary>The kernel's clock for files is coarse: what comes next must be visibly younger than what was before.</summary>
    private static async Task WriteUntilYoungerAsync(string file, DateTime than)
    {
        do
        {
            await System.IO.File.WriteAllTextAsync(file, "container: {}\n");
        }
        while (System.IO.File.GetLastWriteTimeUtc(file) - than < TimeSpan.FromMilliseconds(50));
    }

    /// <summary>Unmounts it. A namespace made meanwhile may still hold the mount, so nothing is left to be written by the last one to go.</summary>
    public async Task UnmountAsync()
    {
        await RunAsync("sync", "--file-system", MountPoint);
        await RunAsync("umount", MountPoint);
    }

    public static async Task<CommandResult> RunAsync(string program, params string[] arguments) =>
        (await Commands.RunAsync(CommandSpec.Of(program, arguments), CancellationToken.None)).EnsureSuccess();

    public static string HashOf(string file)
    {
        using var stream = System.IO.File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    public async ValueTask DisposeAsync()
    {
        await Commands.RunAsync(CommandSpec.Of("umount", "--recursive", MountPoint), CancellationToken.None);
        _place.Dispose();
    }
}

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// A disk of its own for a pool: the image of a disk with one partition, attached as a loop device. What udev does for a disk is done here where no udev
/// runs: the file system on it gets its link by UUID.
/// </summary>
internal sealed class LoopDisk : IAsyncDisposable
{
    private const string ByUuid = "/dev/disk/by-uuid";
    private const int SectorBytes = 512;
    private const int FirstSector = 2048;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _loop;
    private string? _link;
    private bool _madePlace;

    private LoopDisk(string loop) => _loop = loop;

    /// <summary>The partition.</summary>
    public string Device => _loop + "p1";

    /// <summary>UUID of the file system on it; empty before <see cref="LinkByUuidAsync"/>.</summary>
    public string Uuid { get; private set; } = "";

    public static async Task<LoopDisk> AttachAsync(LabDirectory directory, long bytes, CancellationToken cancellationToken)
    {
        var image = directory.Of("disk.img");
        await using (var file = File.Create(image))
        {
            file.SetLength(bytes);
        }

        var loop = (await LabCommand.RunAsync("losetup", ["--find", "--show", "--partscan", image], cancellationToken: cancellationToken)).Trim();
        var disk = new LoopDisk(loop);
        try
        {
            await LabCommand.RunAsync(
                "addpart", [loop, "1", $"{FirstSector}", $"{(bytes / SectorBytes) - (2 * FirstSector)}"], cancellationToken: cancellationToken);
            await Wait.UntilAsync(() => File.Exists(disk.Device), $"{disk.Device} is there", Limit, cancellationToken);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a file system is on the disk and links it by its UUID.</summary>
    public async Task LinkByUuidAsync(CancellationToken cancellationToken)
    {
        await Wait.UntilAsync(
            async () =>
            {
                var probed = await LabCommand.TryAsync("blkid", ["--probe", "--match-tag", "UUID", "--output", "value", Device], cancellationToken: cancellationToken);
                Uuid = probed.Output.Trim();
                return Uuid.Length > 0;
            },
            $"a file system is on {Device}",
            Limit,
            cancellationToken);
        var link = Path.Combine(ByUuid, Uuid);
        _madePlace = !Directory.Exists(ByUuid);
        Directory.CreateDirectory(ByUuid);
        if (!File.Exists(link))
        {
            File.CreateSymbolicLink(link, Device);
            _link = link;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is not null)
        {
            File.Delete(_link);
        }

        if (_madePlace && Directory.GetFileSystemEntries(ByUuid).Length == 0)
        {
            Directory.Delete(ByUuid);
        }

        await LabCommand.TryAsync("losetup", ["--detach", _loop]);
    }
}

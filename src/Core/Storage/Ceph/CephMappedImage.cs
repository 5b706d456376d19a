namespace Recover.Core.Storage.Ceph;

/// <summary>An image that the kernel has as a block device now. Immutable.</summary>
/// <param name="Device">Path of the device.</param>
/// <param name="Pool">Its pool.</param>
/// <param name="Image">Its name.</param>
/// <param name="Snapshot">Name of the snapshot; null for the image itself.</param>
/// <param name="Options">What it was mapped with; empty when it can't be read.</param>
internal sealed record CephMappedImage(string Device, string Pool, string Image, string? Snapshot, string Options)
{
    private const string Devices = "/sys/bus/rbd/devices";

    // What the kernel shows for the image itself.
    private const string NoSnapshot = "-";

    /// <summary>All of them; none where the kernel has no such devices.</summary>
    public static IReadOnlyList<CephMappedImage> All() =>
        Directory.Exists(Devices) ? [.. Directory.GetFileSystemEntries(Devices).Select(Read).OfType<CephMappedImage>()] : [];

    private static CephMappedImage? Read(string directory)
    {
        try
        {
            var snapshot = Text(directory, "current_snap");
            return new CephMappedImage(
                $"/dev/rbd{Path.GetFileName(directory)}",
                Text(directory, "pool"),
                Text(directory, "name"),
                snapshot == NoSnapshot ? null : snapshot,
                File.Exists(Path.Combine(directory, "config_info")) ? Text(directory, "config_info") : "");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Text(string directory, string file) => File.ReadAllText(Path.Combine(directory, file)).TrimEnd('\n');
}

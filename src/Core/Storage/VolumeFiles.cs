namespace Recover.Core.Storage;

/// <summary>Reads from an open volume without following a link in it. Thread-safe.</summary>
internal static class VolumeFiles
{
    /// <summary>Reads a file at the volume's top; every outcome is a value.</summary>
    /// <param name="volume">The open volume.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="limit">Most bytes it may have.</param>
    public static SafeFileContent Read(IOpenVolume volume, string name, int limit) =>
        SafeFile.Read(volume.Root, volume.Directory.Length == 0 ? name : $"{volume.Directory}/{name}", limit);

    /// <summary>Owner of the volume's root directory; null when it can't be seen.</summary>
    public static FileOwner? OwnerOf(IOpenVolume volume)
    {
        var place = OpenDirectory.Trusted(volume.Root, out _);
        foreach (var name in volume.Directory.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = place?.Enter(name, out _);
            place?.Dispose();
            place = next;
        }

        using (place)
        {
            return place?.Status(out _)?.Owner;
        }
    }
}

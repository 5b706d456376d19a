using System.Text.Json;

namespace Recover.Core.Storage.Ceph;

/// <summary>Reads the long listing of a pool's images (ceph 18: one entry an image and one a snapshot). Thread-safe.</summary>
internal static class CephImageList
{
    /// <summary>One line of the listing.</summary>
    /// <param name="Image">Name of the image.</param>
    /// <param name="Snapshot">Name of its snapshot; null for the image itself.</param>
    /// <param name="Size">In bytes.</param>
    internal sealed record Entry(string Image, string? Snapshot, long Size);

    /// <summary>The entries in their order.</summary>
    public static IReadOnlyList<Entry> Entries(JsonElement root) =>
    [
        .. root.EnumerateArray().Select(one => new Entry(
            one.GetProperty("image").GetString() ?? "",
            one.TryGetProperty("snapshot", out var snapshot) ? snapshot.GetString() : null,
            one.GetProperty("size").GetInt64())),
    ];

    /// <summary>Every image of the short listing, with what the long one knows of it.</summary>
    public static IReadOnlyList<CephImage> Join(IReadOnlyList<string> names, IReadOnlyList<Entry> entries)
    {
        var known = entries.ToLookup(entry => entry.Image, StringComparer.Ordinal);
        return
        [
            .. names.Order(StringComparer.Ordinal).Select(name => new CephImage(
                name,
                known[name].FirstOrDefault(entry => entry.Snapshot is null)?.Size,
                [.. known[name].Select(entry => entry.Snapshot).OfType<string>()])),
        ];
    }
}

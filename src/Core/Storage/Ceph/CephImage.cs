namespace Recover.Core.Storage.Ceph;

/// <summary>An image of a pool as it is listed. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Size in bytes; null when it could not be opened.</param>
/// <param name="Snapshots">Names of its snapshots.</param>
internal sealed record CephImage(string Name, long? Size, IReadOnlyList<string> Snapshots)
{
    /// <summary>When it and its snapshots were made; null when nobody asked, or it was not told.</summary>
    public CephDates? Dates { get; init; }
}

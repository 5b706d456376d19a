namespace Recover.Core.Storage;

/// <summary>What a glance at a pool tells. Immutable.</summary>
/// <param name="IsPool">True when it looks like a pool of Incus.</param>
/// <param name="Volumes">Entries that look like volumes or their places, counted without reading them.</param>
/// <param name="LastUsedAt">Latest change seen, UTC; null when unknown.</param>
public sealed record PoolLook(bool IsPool, int Volumes, DateTimeOffset? LastUsedAt);

namespace Recover.Core.Storage.Zfs;

/// <summary>A snapshot as <c>zfs list</c> shows it. Immutable.</summary>
/// <param name="Dataset">Full name of what it is a snapshot of.</param>
/// <param name="Name">What follows the <c>@</c>.</param>
/// <param name="CreatedAt">UTC; null when it could not be read.</param>
internal sealed record ZfsSnapshot(string Dataset, string Name, DateTimeOffset? CreatedAt);

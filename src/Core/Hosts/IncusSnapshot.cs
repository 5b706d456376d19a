namespace Recover.Core.Hosts;

/// <summary>A snapshot of an instance as the daemon shows it. Immutable.</summary>
/// <param name="Name">Without its instance.</param>
/// <param name="CreatedAt">UTC; null when the daemon has none.</param>
/// <param name="ExpiresAt">UTC; null when it never expires.</param>
/// <param name="Stateful">Whether it holds the running state.</param>
public sealed record IncusSnapshot(string Name, DateTimeOffset? CreatedAt, DateTimeOffset? ExpiresAt, bool Stateful);

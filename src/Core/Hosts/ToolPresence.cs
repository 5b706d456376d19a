namespace Recover.Core.Hosts;

/// <summary>An external tool and where it was found.</summary>
/// <param name="Name">Program name, such as <c>btrfs</c>.</param>
/// <param name="Path">Absolute path, or null when it is not installed.</param>
public sealed record ToolPresence(string Name, string? Path);

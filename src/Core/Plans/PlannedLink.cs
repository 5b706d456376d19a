namespace Recover.Core.Plans;

/// <summary>Something made on disk beside the database.</summary>
/// <param name="Kind">Link or directory.</param>
/// <param name="Path">Absolute; below the Incus directory.</param>
/// <param name="Target">Absolute target of a link; null for a directory.</param>
/// <param name="Mode">Permission bits of a directory; 0 for a link.</param>
public sealed record PlannedLink(PlannedLinkKind Kind, string Path, string? Target, int Mode);

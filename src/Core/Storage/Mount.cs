namespace Recover.Core.Storage;

/// <summary>A line of <c>/proc/self/mountinfo</c>. Immutable.</summary>
/// <param name="Device">Number of the file system's device, <c>major:minor</c>; the same for all its mounts.</param>
/// <param name="Root">Path in the file system that is mounted.</param>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Type">File system type.</param>
/// <param name="Source">Device path or other source.</param>
internal sealed record Mount(string Device, string Root, string Point, string Type, string Source);

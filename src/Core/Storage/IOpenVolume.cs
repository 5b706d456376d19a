namespace Recover.Core.Storage;

/// <summary>The files of one volume or snapshot, readable until disposed.</summary>
public interface IOpenVolume : IAsyncDisposable
{
    /// <summary>Absolute path of a trusted directory; links up to it may be followed, none below it.</summary>
    string Root { get; }

    /// <summary>Path of the volume's own directory beneath <see cref="Root"/>, hostile; empty when it is the root.</summary>
    string Directory { get; }

    /// <summary>Kind of the file system on the volume's own block device, such as <c>ext4</c>; null when it has no device of its own.</summary>
    string? FileSystem { get; }
}

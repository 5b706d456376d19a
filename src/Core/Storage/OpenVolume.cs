namespace Recover.Core.Storage;

/// <summary>Files of a volume that can be read at a place.</summary>
/// <param name="root">Absolute path of a trusted directory.</param>
/// <param name="directory">Beneath it; empty when it is the volume itself.</param>
/// <param name="opened">What has to be undone afterwards; null when it is read where it is.</param>
/// <param name="fileSystem">Kind of the file system on its own block device; null when it has none.</param>
internal sealed class OpenVolume(string root, string directory, IAsyncDisposable? opened = null, string? fileSystem = null) : IOpenVolume
{
    /// <inheritdoc/>
    public string Root { get; } = root;

    /// <inheritdoc/>
    public string Directory { get; } = directory;

    /// <inheritdoc/>
    public string? FileSystem { get; } = fileSystem;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;
}

namespace Recover.Core.Storage;

/// <summary>Files of a volume that can be read at a place.</summary>
/// <param name="root">Absolute path of a trusted directory.</param>
/// <param name="directory">Beneath it; empty when it is the volume itself.</param>
/// <param name="opened">What has to be undone afterwards; null when it is read where it is.</param>
internal sealed class OpenVolume(string root, string directory, IAsyncDisposable? opened = null) : IOpenVolume
{
    /// <inheritdoc/>
    public string Root { get; } = root;

    /// <inheritdoc/>
    public string Directory { get; } = directory;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;
}

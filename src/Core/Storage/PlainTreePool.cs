using System.Runtime.CompilerServices;
using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>An open pool that is a plain file tree.</summary>
/// <param name="root">Absolute path of its root.</param>
/// <param name="creation">Tells when a volume or snapshot was made.</param>
/// <param name="mount">What has to be undone on dispose; null when it is read in place.</param>
internal sealed class PlainTreePool(
    string root, Func<OpenDirectory, string, FileStatus, IncusTime?> creation, IAsyncDisposable? mount) : IOpenPool
{
    /// <inheritdoc/>
    public string Root { get; } = root;

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Looking blocks on the disk; the caller's thread goes on.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        foreach (var volume in new DirectoryVolumes(Root, creation).List(cancellationToken))
        {
            yield return volume;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => mount?.DisposeAsync() ?? ValueTask.CompletedTask;
}

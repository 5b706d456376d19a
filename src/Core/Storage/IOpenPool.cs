namespace Recover.Core.Storage;

/// <summary>A pool that can be read until disposed. Listing may be called once; opening volumes is thread-safe.</summary>
public interface IOpenPool : IAsyncDisposable
{
    /// <summary>Absolute path of the pool's root while it is open.</summary>
    string Root { get; }

    /// <summary>Every volume and stray entry; a problem with one is a finding on it and the listing goes on.</summary>
    IAsyncEnumerable<StoredVolume> ListAsync(CancellationToken cancellationToken);
}

using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>A dataset that can be read until disposed: of a pool that was imported already, or of one imported for the look. Thread-safe until disposed.</summary>
internal sealed class ZfsAccess : IAsyncDisposable
{
    private readonly LedgerPage? _imported;
    private readonly string _poolShown;

    private ZfsAccess(string pool, string poolShown, LedgerPage? imported)
    {
        Pool = pool;
        _poolShown = poolShown;
        _imported = imported;
    }

    /// <summary>Name under which the pool is imported now.</summary>
    public string Pool { get; }

    /// <summary>True when Recover imported it, and it can't be written to.</summary>
    public bool IsOwnImport => _imported is not null;

    /// <summary>A pool that somebody else imported.</summary>
    public static ZfsAccess InPlace(string pool) => new(pool, pool, imported: null);

    /// <summary>Imports a pool for a look.</summary>
    /// <exception cref="PoolUnreadableException">It can't be imported.</exception>
    public static async Task<ZfsAccess> ImportAsync(
        LookLedger ledger, ZfsExportedPool pool, ImmutableArray<string> devices, CancellationToken cancellationToken)
    {
        var page = ledger.Open();
        try
        {
            return new ZfsAccess(await ZfsImportStep.ImportAsync(page, pool, devices, cancellationToken).ConfigureAwait(false), pool.Name, page);
        }
        catch (Exception failure)
        {
            await page.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, pool.Name).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    /// <summary>The name that a dataset has now.</summary>
    /// <param name="shown">The name it has for people and for Incus.</param>
    public string Now(string shown) => ZfsNames.WithPool(shown, Pool);

    /// <summary>The name that a dataset has for people and for Incus.</summary>
    public string Shown(string now) => ZfsNames.WithPool(now, _poolShown);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _imported?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>A pool that was imported read-only under a name of our own.</summary>
/// <param name="Guid">The pool's identity.</param>
/// <param name="Name">Name it has while it is imported.</param>
internal sealed record ZfsImportStep(ulong Guid, string Name) : LedgerStep
{
    private const string NamePrefix = "recover-";

    /// <summary>True for a name that Recover gives a pool it imports.</summary>
    public static bool IsOwn(string pool) => pool.StartsWith(NamePrefix, StringComparison.Ordinal);

    /// <summary>
    /// Imports a pool so that nothing is written to it and nobody takes it for the pool itself: read-only, nothing mounted, not remembered for the
    /// next boot, under another name that lasts until it is exported.
    /// </summary>
    /// <param name="page">What undoes it.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="devices">Files or devices it was made on; empty looks where ZFS usually looks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The name it has now.</returns>
    /// <exception cref="Commands.CommandFailedException">It can't be imported.</exception>
    public static async Task<string> ImportAsync(LedgerPage page, ZfsExportedPool pool, ImmutableArray<string> devices, CancellationToken cancellationToken)
    {
        var name = NamePrefix + pool.Guid.ToString("x16", CultureInfo.InvariantCulture);
        var guid = pool.Guid.ToString(CultureInfo.InvariantCulture);
        // Forced because the system that had it last may be gone; read-only, even two of them could do no harm.
        string[] line = ["import", "-N", "-f", "-o", "readonly=on", "-o", "cachefile=none", "-R", page.Place, .. ZfsTools.Search(devices), "-t", guid, name];
        await page.DoAsync(new ZfsImportStep(pool.Guid, name), stop => page.RunAsync(ZfsTools.Spec("zpool", line), stop), cancellationToken)
            .ConfigureAwait(false);
        return name;
    }

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        // Only what is certainly ours: our name, our pool, and read-only.
        var shown = await ledger.AskAsync("zpool", "get", "-H", "-p", "-o", "value", "guid,readonly", Name).ConfigureAwait(false);
        return !IsOwn(Name)
            || shown?.Split('\n') is not [var guid, "on", ..]
            || guid != Guid.ToString(CultureInfo.InvariantCulture)
            || await ledger.TryAsync("zpool", "export", Name).ConfigureAwait(false);
    }
}

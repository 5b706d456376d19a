using Recover.Core.Commands;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>A key that was loaded so that a look could read what it opens.</summary>
/// <param name="Dataset">Dataset whose key it is.</param>
internal sealed record ZfsKeyStep(string Dataset) : LedgerStep
{
    /// <summary>Loads a key, which goes to the tool's input only: never into an argument, a file or a log.</summary>
    /// <exception cref="CommandFailedException">It is the wrong one, or can't be loaded.</exception>
    public static Task LoadAsync(LedgerPage page, string dataset, string key, CancellationToken cancellationToken) => page.DoAsync(
        new ZfsKeyStep(dataset),
        stop => page.RunAsync(ZfsTools.Spec("zfs", ["load-key", "-L", "prompt", dataset]) with { StandardInput = key, Secrets = [key] }, stop),
        cancellationToken);

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger) =>
        (await ledger.AskAsync("zfs", "get", "-H", "-o", "value", "keystatus", Dataset).ConfigureAwait(false))?.Trim() != "available"
        || await ledger.TryAsync("zfs", "unload-key", Dataset).ConfigureAwait(false);
}

using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>A private copy of a block volume.</summary>
/// <param name="File">Absolute path below the ledger's place.</param>
internal sealed record ZfsImageStep(string File) : LedgerStep
{
    /// <inheritdoc/>
    public override Task<bool> UndoAsync(LookLedger ledger)
    {
        if (File.StartsWith(ledger.Place + "/", StringComparison.Ordinal) && !File.Contains("/../", StringComparison.Ordinal) && System.IO.File.Exists(File))
        {
            System.IO.File.Delete(File);
        }

        return Task.FromResult(true);
    }
}

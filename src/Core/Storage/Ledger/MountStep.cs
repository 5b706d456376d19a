namespace Recover.Core.Storage.Ledger;

/// <summary>A mount at a directory of ours, and the directory.</summary>
/// <param name="Point">Absolute path below the ledger's place.</param>
internal sealed record MountStep(string Point) : LedgerStep
{
    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        if (!Point.StartsWith(ledger.Place + "/", StringComparison.Ordinal) || Point.Contains("/../", StringComparison.Ordinal))
        {
            return true;
        }

        // A mount made twice at one point is undone twice.
        while (MountTable.Read().At(Point) is not null)
        {
            if (!await ledger.TryAsync("umount", Point).ConfigureAwait(false) && !await ledger.TryAsync("umount", "--lazy", Point).ConfigureAwait(false))
            {
                return false;
            }
        }

        // Plain removal of an empty directory only: were something still mounted there, this could not reach into it.
        if (Directory.Exists(Point) && !Directory.EnumerateFileSystemEntries(Point).Any())
        {
            Directory.Delete(Point);
        }

        return !Directory.Exists(Point);
    }
}

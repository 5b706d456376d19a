using System.Globalization;
using Recover.Core.Commands;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Ceph;

/// <summary>An image or snapshot mapped as a block device that the kernel itself keeps from writing.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="Image">Its name.</param>
/// <param name="Snapshot">Name of the snapshot; null for the image itself.</param>
/// <param name="Mark">An option it was mapped with, whose value nobody else has: tells it from other mappings of the same image.</param>
internal sealed record CephMapStep(string Pool, string Image, string? Snapshot, string Mark) : LedgerStep
{
    // Days after which an idle connection is closed: without meaning for a mapping of seconds, so it can carry the mark.
    private const string Option = "osd_idle_ttl";
    private const int LeastMark = 1_000_000;
    private const int GreatestMark = 2_000_000;

    /// <summary>Maps an image or snapshot read-only; the device's path.</summary>
    /// <exception cref="CommandFailedException">It can't be mapped.</exception>
    public static async Task<string> MapAsync(
        LedgerPage page, CephAccess access, string pool, string image, string? snapshot, CancellationToken cancellationToken)
    {
        var mark = $"{Option}={Random.Shared.Next(LeastMark, GreatestMark).ToString(CultureInfo.InvariantCulture)}";
        var device = "";
        await page.DoAsync(
            new CephMapStep(pool, image, snapshot, mark),
            async stop => device = (await page.RunAsync(
                CephTools.Spec(
                    "rbd",
                    ["device", "map", .. access.Options, $"--pool={pool}", $"--image={image}", .. snapshot is null ? Array.Empty<string>() : [$"--snap={snapshot}"], "--read-only", $"--options={mark}"]),
                stop).ConfigureAwait(false)).Output.Trim(),
            cancellationToken).ConfigureAwait(false);
        return device;
    }

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger)
    {
        var isGone = true;
        foreach (var mapped in CephMappedImage.All().Where(IsOurs))
        {
            isGone &= await ledger.TryAsync("rbd", "device", "unmap", mapped.Device).ConfigureAwait(false);
        }

        return isGone;
    }

    private bool IsOurs(CephMappedImage mapped) =>
        mapped.Pool == Pool && mapped.Image == Image && mapped.Snapshot == Snapshot
        && mapped.Options.Split(' ', ',').Contains(Mark);
}

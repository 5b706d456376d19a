using Recover.Core.Commands;

namespace Recover.Core.Storage.Ledger;

/// <summary>
/// Mounts for looking only: read-only, where no other process meets them, and undone with the page. Thread-safe for different pages.
/// </summary>
internal static class ReadOnlyMounts
{
    private const string SafeOptions = "ro,nosuid,nodev,noexec";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the page's place a directory whose mounts show in no other namespace; its path.</summary>
    /// <exception cref="CommandFailedException">It can't be made private.</exception>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static async Task<string> MakePrivatePlaceAsync(LedgerPage page, CancellationToken cancellationToken)
    {
        await page.DoAsync(
            new MountStep(page.Place),
            async stop =>
            {
                Directory.CreateDirectory(page.Place, OwnerOnly);
                await page.RunAsync(["mount", "--bind", page.Place, page.Place], stop).ConfigureAwait(false);
                await page.RunAsync(["mount", "--make-private", page.Place], stop).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return page.Place;
    }

    /// <summary>Mounts a file system below a private place, without replaying its journal.</summary>
    /// <param name="page">What undoes it.</param>
    /// <param name="source">Block device, or what the file system's kind takes for one, such as a dataset.</param>
    /// <param name="type">File system type; one of those Incus puts on volumes and pools.</param>
    /// <param name="point">Absolute path below a private place; made if missing, removed afterwards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It can't be mounted.</exception>
    public static Task MountAsync(LedgerPage page, string source, string type, string point, CancellationToken cancellationToken) =>
        MountAsync(page, source, type, point, "", WithoutReplay(type), cancellationToken);

    /// <summary>Mounts a file system below a private place, with options of its own kind, separated by commas.</summary>
    /// <exception cref="CommandFailedException">It can't be mounted.</exception>
    public static Task MountAsync(
        LedgerPage page, string source, string type, string point, string more, CancellationToken cancellationToken) =>
        MountAsync(page, source, type, point, more, WithoutReplay(type), cancellationToken);

    /// <summary>
    /// Mounts a file system whose writes are thrown away: its journal is replayed if it can be, so that what was written last before a power cut shows.
    /// </summary>
    /// <inheritdoc cref="MountAsync(LedgerPage, string, string, string, CancellationToken)"/>
    public static Task MountCoveredAsync(LedgerPage page, string source, string type, string point, CancellationToken cancellationToken) =>
        MountAsync(page, source, type, point, "", [type == "xfs" ? "nouuid" : "", .. WithoutReplay(type)], cancellationToken);

    private static async Task MountAsync(
        LedgerPage page, string source, string type, string point, string more, string[] spellings, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            try
            {
                var options = string.Join(',', new[] { SafeOptions, spellings[index], more }.Where(option => option.Length > 0));
                await page.DoAsync(
                    new MountStep(point),
                    stop =>
                    {
                        Directory.CreateDirectory(point, OwnerOnly);
                        return page.RunAsync(["mount", "-t", type, "-o", options, source, point], stop);
                    },
                    cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (CommandFailedException) when (index < spellings.Length - 1)
            {
                // What one kernel or device refuses, another spelling may do; other reasons show again at the next try.
                page.Forget();
            }
        }
    }

    // Options that keep a kind from writing its journal back, in the order to try: btrfs changed its word with Linux 5.9. Datasets of ZFS whose mount
    // point is not "legacy" want a word of their own.
    private static string[] WithoutReplay(string type) => type switch
    {
        "btrfs" => ["rescue=nologreplay", "nologreplay"],
        "ext4" => ["noload"],
        "zfs" => ["", "zfsutil"],
        "xfs" => ["norecovery,nouuid"],
        _ => [""],
    };
}

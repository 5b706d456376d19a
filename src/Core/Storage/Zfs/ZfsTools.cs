using System.Collections.Immutable;
using System.Text;
using Recover.Core.Commands;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Zfs;

/// <summary>Asks <c>zpool</c> and <c>zfs</c> what there is; nothing here changes anything. Thread-safe.</summary>
internal sealed class ZfsTools(ICommandRunner commands)
{
    private static readonly string[] Programs = ["zpool", "zfs"];

    // A pool on slow or many disks takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>What stands in the way when a program is not there: both come in one package.</summary>
    public static IEnumerable<Finding> Missing =>
        Programs
            .Where(program => ExecutableFinder.Find(program) is null)
            .Take(1)
            .Select(program => Finding.Of(FindingCode.ToolMissing, program, StorageTexts.ReadingZfsPools) with { Severity = FindingSeverity.Error });

    /// <summary>Says that a pool's name does not tell which pool is meant.</summary>
    public static Finding Ambiguous(string pool) => Finding.Of(FindingCode.ZfsPoolAmbiguous, pool, "zpool import");

    /// <summary>Pools that are imported now.</summary>
    public async Task<ImmutableArray<ZfsPool>> PoolsAsync(CancellationToken cancellationToken) =>
        [.. ZfsLists.Pools(await OutputAsync("zpool", ["list", "-H", "-p", "-o", ZfsLists.PoolColumns], cancellationToken).ConfigureAwait(false))];

    /// <summary>Devices and files of an imported pool, by absolute path.</summary>
    public async Task<ImmutableArray<string>> DevicesAsync(string pool, CancellationToken cancellationToken)
    {
        var output = await OutputAsync("zpool", ["list", "-H", "-P", "-L", "-v", "-o", "name", pool], cancellationToken).ConfigureAwait(false);
        return [.. output.Split('\n').Select(line => line.Split('\t', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields is [['/', ..], ..]).Select(fields => fields[0])];
    }

    /// <summary>Pools that could be imported.</summary>
    /// <param name="devices">Files or devices to look at; empty looks where ZFS usually looks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImmutableArray<ZfsExportedPool>> ExportedAsync(ImmutableArray<string> devices, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(Spec("zpool", ["import", .. Search(devices)]), cancellationToken).ConfigureAwait(false);

        // "No pools available" is an error code of its own.
        return ZfsImportListing.Parse(result.Output);
    }

    /// <summary>Everything in a dataset.</summary>
    public async Task<ZfsListing> ListAsync(string dataset, CancellationToken cancellationToken)
    {
        var datasets = await OutputAsync(
            "zfs", ["list", "-H", "-p", "-r", "-t", "filesystem,volume", "-o", ZfsLists.DatasetColumns, dataset], cancellationToken).ConfigureAwait(false);
        var snapshots = await OutputAsync(
            "zfs", ["list", "-H", "-p", "-r", "-t", "snapshot", "-o", ZfsLists.SnapshotColumns, dataset], cancellationToken).ConfigureAwait(false);
        var contents = await OutputAsync(
            "zfs", ["get", "-H", "-r", "-t", "volume", "-o", "name,value", "incus:content_type", dataset], cancellationToken).ConfigureAwait(false);
        return new ZfsListing(
            [.. ZfsLists.Datasets(datasets)],
            ZfsLists.Snapshots(snapshots).ToLookup(snapshot => snapshot.Dataset, StringComparer.Ordinal),
            ZfsLists.Values(contents).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>All file systems and volumes of a pool.</summary>
    public async Task<ImmutableArray<ZfsDataset>> DatasetsAsync(string pool, CancellationToken cancellationToken) =>
    [
        .. ZfsLists.Datasets(await OutputAsync(
            "zfs", ["list", "-H", "-p", "-r", "-t", "filesystem,volume", "-o", ZfsLists.DatasetColumns, pool], cancellationToken).ConfigureAwait(false)),
    ];

    /// <summary>Options that say where <c>zpool import</c> looks: at these places, or at all devices instead of a list somebody made of them.</summary>
    public static IEnumerable<string> Search(ImmutableArray<string> devices) =>
        devices.IsEmpty ? ["-s"] : devices.SelectMany(device => new[] { "-d", device });

    private async Task<string> OutputAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var result = (await commands.RunAsync(Spec(program, arguments), cancellationToken).ConfigureAwait(false)).EnsureSuccess();

        // A list that was cut must not pass for a whole one.
        return Encoding.UTF8.GetByteCount(result.Output) < CommandRunner.OutputLimit
            ? result.Output
            : throw new CommandFailedException(result.Command, CommandFailure.ExitCode, new IOException(StorageTexts.ListTooLong));
    }

    /// <summary>A command with the time that a pool on slow or many disks may take.</summary>
    public static CommandSpec Spec(string program, string[] arguments) => CommandSpec.Of(program, arguments) with { Timeout = Patience };
}

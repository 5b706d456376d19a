using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// What the definition of a pool says of its place: <c>source</c> is a dataset or pool of ZFS, Incus' own loop file, or block devices, with a kind of
/// redundancy in front or not; <c>zfs.pool_name</c> is the dataset (Incus 6.0). Immutable; either the dataset or the finding is not null.
/// </summary>
/// <param name="Dataset">The dataset that is the pool of Incus.</param>
/// <param name="Devices">Files or devices that it was made on; empty when ZFS has to find them.</param>
/// <param name="Finding">Why nothing can be told.</param>
internal sealed record ZfsSource(string? Dataset, ImmutableArray<string> Devices, Finding? Finding)
{
    private const string DatasetKey = "zfs.pool_name";
    private static readonly string[] Kinds = ["stripe=", "mirror=", "raidz1=", "raidz2="];

    /// <summary>Reads a definition.</summary>
    public static ZfsSource Of(PoolDefinition pool, HostSurvey host)
    {
        var dataset = pool.Config.GetValueOrDefault(DatasetKey, "");
        var source = pool.Source;
        if (source.Length == 0)
        {
            var loop = LoopFiles.Of(pool.Name, host);
            return dataset.Length > 0 ? At(dataset, loop is null ? [] : [loop])
                : loop is not null ? At(pool.Name, [loop])
                : Unfit(FindingCode.PoolSourceNeeded);
        }

        if (!source.Contains('=') && !Path.IsPathRooted(source))
        {
            return At(dataset.Length > 0 ? dataset : source, []);
        }

        var devices = source[(Kinds.FirstOrDefault(kind => source.StartsWith(kind, StringComparison.Ordinal))?.Length ?? 0)..].Split(',');
        return devices.FirstOrDefault(device => !Path.IsPathRooted(device)) is { } other ? Unfit(FindingCode.PoolSourceUnfit, other, "zfs", StorageTexts.NotAbsolute)
            : devices.FirstOrDefault(device => !Path.Exists(device)) is { } missing ? Unfit(FindingCode.PoolSourceMissing, missing)
            : At(dataset.Length > 0 ? dataset : pool.Name, [.. devices]);
    }

    private static ZfsSource At(string dataset, ImmutableArray<string> devices) =>
        ZfsNames.IsDataset(dataset) ? new(dataset, devices, null) : Unfit(FindingCode.PoolSourceUnfit, dataset, "zfs", StorageTexts.NoDatasetName);

    private static ZfsSource Unfit(FindingCode code, params ReadOnlySpan<string> arguments) => new(null, [], Finding.Of(code, arguments));
}

using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Lvm;

/// <summary>
/// Pools that are a volume group, thin or thick, on devices or in a loop file (<c>lvm</c>). One that is not in use is read through a private copy of its
/// metadata whose writes are thrown away, so that no version of the kernel or the tools can change it; one in use is read in place.
/// </summary>
public sealed class LvmDriver(LookLedger ledger) : IStorageDriver
{
    private const string GroupKey = "lvm.vg_name";
    private const string ThinPoolKey = "lvm.thinpool_name";
    private const string UseThinPoolKey = "lvm.use_thinpool";

    /// <inheritdoc/>
    public string Name => "lvm";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "size", GroupKey, ThinPoolKey, UseThinPoolKey, "lvm.thinpool_metadata_size", "lvm.vg.force_reuse", "lvm.metadata_size",
    };

    /// <inheritdoc/>
    public bool IsRemote => false;

    /// <inheritdoc/>
    public Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken) =>
        Task.Run(() => new LvmDiscovery(ledger).FindAsync(host, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host)
    {
        var other = found.Definition;
        var thin = pool.Config.GetValueOrDefault(ThinPoolKey);
        return GroupOf(pool) is { } group
            && group == GroupOf(other)
            && (thin is null || thin == other.Config.GetValueOrDefault(ThinPoolKey));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host)
    {
        List<Finding> findings = [.. PoolKeys.Check(pool, this)];
        if (Path.IsPathRooted(pool.Source) && !File.Exists(pool.Source) && GroupOf(pool) is null)
        {
            findings.Add(Finding.Of(FindingCode.PoolSourceMissing, pool.Source));
        }
        else if (pool.Source.Length == 0 && GroupOf(pool) is null && LoopFiles.Of(pool.Name, host) is null)
        {
            findings.Add(Finding.Of(FindingCode.PoolSourceNeeded));
        }

        return findings;
    }

    /// <inheritdoc/>
    public async Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        if (LvmTools.Programs.FirstOrDefault(program => ExecutableFinder.Find(program) is null) is { } missing)
        {
            throw new PoolUnreadableException(
                Finding.Of(FindingCode.ToolMissing, missing, StorageTexts.ReadingLvmPools) with { Severity = FindingSeverity.Error });
        }

        var page = ledger.Open();
        try
        {
            return await OpenAsync(page, pool, host, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await page.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, pool.Source).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    private static string? GroupOf(PoolDefinition pool) =>
        pool.Config.GetValueOrDefault(GroupKey) is { Length: > 0 } named ? named
            : pool.Source.Length > 0 && !Path.IsPathRooted(pool.Source) ? pool.Source
            : null;

    private async Task<IOpenPool> OpenAsync(LedgerPage page, PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var found = await FindAsync(page, pool, host, cancellationToken).ConfigureAwait(false);
        var place = await ReadOnlyMounts.MakePrivatePlaceAsync(page, cancellationToken).ConfigureAwait(false);
        var active = MappedDevices.Uuids();
        if (found.Volumes.Any(volume => found.Group.IsActive(volume, active)))
        {
            return new OpenLvmPool(ledger, page, place, found, copy: null);
        }

        var copy = await CopiedGroupStep.MakeAsync(page, found.Group, cancellationToken).ConfigureAwait(false);
        if (found.ThinPool is { } thin)
        {
            // Once for all volumes; a pool whose own metadata is damaged shows here.
            await page.RunAsync(
                ["lvchange", "--config", LvmTools.Settings(copy.Devices), "--activate", "y", $"{copy.Group}/{thin}"], cancellationToken).ConfigureAwait(false);
        }

        return new OpenLvmPool(ledger, page, place, found, copy);
    }

    /// <summary>The pool as LVM reports it; a loop file that is not attached is attached first.</summary>
    private async Task<LvmPool> FindAsync(LedgerPage page, PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var group = GroupOf(pool);
        var file = LoopFiles.SizeOf(pool.Source) is not null ? pool.Source : pool.Source.Length == 0 ? LoopFiles.Of(pool.Name, host) : null;
        var isAttached = file is not null && BlockDevices.LoopsOf(Path.GetFullPath(file)).Any();
        ImmutableArray<string> devices = file is null || isAttached
            ? []
            : [await LoopDeviceStep.AttachAsync(page, file, cancellationToken).ConfigureAwait(false)];
        var groups = await LvmTools.ReadAsync(ledger.Commands, devices, cancellationToken).ConfigureAwait(false);
        var isThick = pool.Config.GetValueOrDefault(UseThinPoolKey) == "false";
        var thin = pool.Config.GetValueOrDefault(ThinPoolKey);
        var fitting = groups
            .Where(one => group is not null ? one.Name == group : one.Devices.Any(device => IsOn(device, pool.Source, file)))
            .ToArray();
        return LvmPool.In(fitting).FirstOrDefault(one => isThick ? one.ThinPool is null : thin is null || one.ThinPool == thin)
            ?? throw new PoolUnreadableException(
                fitting.Length == 0
                    ? Finding.Of(FindingCode.PoolSourceMissing, group ?? pool.Source)
                    : Finding.Of(FindingCode.PoolSourceUnfit, fitting[0].Name, Name, StorageTexts.NoVolumesOfIncus));
    }

    private static bool IsOn(string device, string source, string? file) =>
        BlockDevices.AreSame(device, source) || (file is not null && BlockDevices.BackingFile(device) == Path.GetFullPath(file));
}

using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Lvm;

/// <summary>Finds volume groups of Incus on devices and in its loop files; a file is attached read-only for the look. Thread-safe.</summary>
internal sealed class LvmDiscovery(LookLedger ledger)
{
    private const string Driver = "lvm";

    /// <summary>What the reports tell of a pool's contents.</summary>
    public static PoolLook LookOf(LvmPool pool) => new(
        pool.VolumeCount > 0 || pool.Group.IsTagged,
        pool.VolumeCount,
        pool.Volumes.Max(volume => volume.CreatedAt) is { } latest ? DateTimeOffset.FromUnixTimeSeconds(latest.UnixSeconds) : null);

    /// <summary>All that are found.</summary>
    public async Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<FoundPool>();
        var groups = host.IsPractice ? [] : await ReadAsync([], cancellationToken).ConfigureAwait(false);
        found.AddRange(LvmPool.In(groups).Select(pool => Found(pool, FileOf(pool, host), host)));
        foreach (var (_, file, driver) in LoopFiles.On(host))
        {
            if (driver == Driver && !BlockDevices.LoopsOf(file).Any())
            {
                found.AddRange(LvmPool.In(await ReadFileAsync(file, cancellationToken).ConfigureAwait(false)).Select(pool => Found(pool, file, host)));
            }
        }

        return found.ToImmutable();
    }

    private static string? FileOf(LvmPool pool, HostSurvey host) =>
        pool.Group.Devices is [var device] && BlockDevices.BackingFile(device) is { } file && Path.GetDirectoryName(file) == host.Directory.Disks ? file : null;

    private static FoundPool Found(LvmPool pool, string? file, HostSurvey host)
    {
        var group = pool.Group;
        var config = ConfigMaps.Empty.Add("lvm.vg_name", group.Name);
        config = pool.ThinPool is { } thin ? config.Add("lvm.thinpool_name", thin) : config.Add("lvm.use_thinpool", "false");
        var look = LookOf(pool);
        return new FoundPool
        {
            Definition = new PoolDefinition
            {
                Name = PlacesOfVolumes.PoolOf(new LvmVolumes(pool).List(), host)
                    ?? (file is null ? group.Name.Replace('+', '-') : Path.GetFileNameWithoutExtension(file)),
                Driver = Driver,
                Source = file ?? group.Name,
                Config = file is not null && LoopFiles.SizeOf(file) is { } size ? config.Add("size", LoopFiles.SizeText(size)) : config,
                Origin = file is null ? PoolOrigin.BlockDevice : PoolOrigin.LoopFile,
            },
            Device = file ?? group.Devices.FirstOrDefault(),
            SizeBytes = group.SizeBytes,
            Look = look,
            Findings = group.MissingDevices == 0 ? [] : [Finding.Of(FindingCode.PoolDevicesMissing, group.Name, $"{group.MissingDevices}")],
        };
    }

    private async Task<ImmutableArray<VolumeGroup>> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        var page = ledger.Open();
        await using (page.ConfigureAwait(false))
        {
            try
            {
                return await ReadAsync([await LoopDeviceStep.AttachAsync(page, file, cancellationToken).ConfigureAwait(false)], cancellationToken).ConfigureAwait(false);
            }
            catch (Exception unseen) when (unseen is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    private async Task<ImmutableArray<VolumeGroup>> ReadAsync(ImmutableArray<string> devices, CancellationToken cancellationToken)
    {
        try
        {
            return await LvmTools.ReadAsync(ledger.Commands, devices, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException)
        {
            return [];
        }
    }
}

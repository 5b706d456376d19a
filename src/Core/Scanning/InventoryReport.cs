using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Scanning;

/// <summary>Adds findings to the volumes and pools of an inventory. Used by one thread at a time.</summary>
internal sealed class InventoryReport(Inventory inventory)
{
    private readonly Dictionary<string, (List<Finding> Findings, VolumeState State)> _volumes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Finding>> _pools = new(StringComparer.Ordinal);

    public Inventory Inventory { get; } = inventory;

    /// <summary>Instances that may come back: with a backup file, neither known nor broken.</summary>
    public IEnumerable<ScannedVolume> Candidates => Inventory.Volumes.Where(volume =>
        volume is { IsInstance: true, Backup.Instance: not null, State: VolumeState.Recoverable or VolumeState.Question });

    public void Report(ScannedVolume volume, Finding finding, VolumeState state = VolumeState.Recoverable)
    {
        var (findings, worst) = _volumes.GetValueOrDefault(volume.Id, ([], VolumeState.Known));
        findings.Add(finding);
        _volumes[volume.Id] = (findings, state > worst ? state : worst);
    }

    public void ReportPool(string pool, Finding finding)
    {
        if (!_pools.TryGetValue(pool, out var findings))
        {
            _pools.Add(pool, findings = []);
        }

        findings.Add(finding);
    }

    /// <summary>The inventory with what was reported.</summary>
    public Inventory ToInventory() => Inventory with
    {
        Pools = [.. Inventory.Pools.Select(pool =>
            _pools.TryGetValue(pool.Definition.Name, out var findings) ? pool with { Findings = [.. pool.Findings, .. findings] } : pool)],
        Volumes = [.. Inventory.Volumes.Select(Updated)],
    };

    private ScannedVolume Updated(ScannedVolume volume)
    {
        if (!_volumes.TryGetValue(volume.Id, out var added))
        {
            return volume;
        }

        var findings = volume.Findings.AddRange(added.Findings.ToImmutableArray());
        var state = volume.State != VolumeState.Known && added.State > volume.State ? added.State : volume.State;
        return volume with { Findings = findings, State = state };
    }
}

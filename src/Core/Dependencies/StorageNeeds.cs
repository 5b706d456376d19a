using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Dependencies;

/// <summary>Pools and custom volumes that disks attach. The root disk's own pool is the one the instance was found on.</summary>
internal static class StorageNeeds
{
    private const int MaximumExisting = 500;

    private static Proposal Keep => new()
    {
        Id = "keep",
        Source = ProposalSource.KeepDevice,
        Detail = DependencyTexts.KeepDevice,
    };

    private static Proposal Drop => new()
    {
        Id = "drop",
        Source = ProposalSource.DropDevice,
        Detail = DependencyTexts.DropDevice,
    };

    public static void Collect(Inventory inventory, ProjectDeduction projects, NeedRegister needs)
    {
        var pools = inventory.Pools.Select(pool => pool.Definition.Name)
            .Concat(inventory.Database.Contents.Pools.Select(pool => pool.Name))
            .ToHashSet(StringComparer.Ordinal);
        var volumes = inventory.Volumes
            .Where(volume => volume.Stored.Type == VolumeType.Custom && volume.State != VolumeState.Broken)
            .Select(volume => (volume.Pool, volume.Stored.Project, volume.Stored.Name))
            .Concat(inventory.Database.Contents.Volumes
                .Where(volume => volume.Type == VolumeType.Custom)
                .Select(volume => (volume.Pool, volume.Project, volume.Name)))
            .ToHashSet();
        var uses = DependencyAnalyser.CandidateInstances(inventory)
            .SelectMany(volume => volume.Backup!.Instance!.AllDevices.Select(device => new Use(
                volume, projects.Effective(volume.Stored.Project, "storage.volumes"), device.Key, AttachedVolume.Of(device.Value))))
            .Where(use => use.Attached is not null)
            .ToArray();

        foreach (var group in uses.Where(use => !pools.Contains(use.Attached!.Pool)).GroupBy(use => use.Attached!.Pool, StringComparer.Ordinal))
        {
            needs.Ask(Question(MissingKind.Pool, "", group.Key, group, [.. pools.Order(StringComparer.Ordinal)]));
            foreach (var use in group)
            {
                needs.Wait(use.Instance, Finding.Of(FindingCode.DevicePoolMissing, use.Device, group.Key).WithRaw($"{use.Device}: pool: {group.Key}"));
            }
        }

        foreach (var group in uses
            .Where(use => pools.Contains(use.Attached!.Pool) && !volumes.Contains((use.Attached.Pool, use.Project, use.Attached.Name)))
            .GroupBy(use => (use.Project, Name: $"{use.Attached!.Pool}/{use.Attached.Source}")))
        {
            var existing = volumes.Where(volume => volume.Project == group.Key.Project)
                .Select(volume => $"{volume.Pool}/{volume.Name}")
                .Order(StringComparer.Ordinal)
                .Take(MaximumExisting);
            needs.Ask(Question(MissingKind.Volume, group.Key.Project, group.Key.Name, group, [.. existing]));
            foreach (var use in group)
            {
                needs.Wait(use.Instance, Finding.Of(FindingCode.DeviceVolumeMissing, use.Device, use.Attached!.Source, use.Attached.Pool)
                    .WithRaw($"{use.Device}: pool: {use.Attached.Pool}, source: {use.Attached.Source}"));
            }
        }
    }

    // Listed but refusing to start is better than starting without its data, so keeping comes first.
    private static MissingObject Question(MissingKind kind, string project, string name, IEnumerable<Use> uses, string[] existing) => new()
    {
        Kind = kind,
        Project = project,
        Name = name,
        NeededBy = [.. uses.Select(use => use.Instance.Label)],
        Proposals = [Keep, Drop],
        Existing = [.. existing],
    };

    private sealed record Use(ScannedVolume Instance, string Project, string Device, AttachedVolume? Attached);
}

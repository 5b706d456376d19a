using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Readiness;
using Recover.Core.Readiness.Resources;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>Adds to a plan whether its instances will start on this host. Only reads; thread-safe.</summary>
/// <param name="files">Files of the host.</param>
internal sealed class PlanReadiness(IHostFiles files)
{
    /// <summary>The plan with <see cref="RecoveryPlan.Readiness"/>.</summary>
    /// <param name="plan">A plan.</param>
    /// <param name="inventory">What it was built from.</param>
    public RecoveryPlan AddTo(RecoveryPlan plan, Inventory inventory)
    {
        var world = new PlanWorld(inventory.Database.Contents);
        world.AddProjects(plan.Create.Projects);
        world.AddProfiles(plan.Create.Profiles);
        var instances = plan.Create.Instances.Select(instance => Starting(instance, world)).ToImmutableArray();
        var surroundings = new StartSurroundings(new HostResources(inventory.Host, files), instances)
        {
            Networks = Networks(plan.Create, world.Contents),
            Pools = plan.Create.Pools.Select(pool => (pool.Name, pool.Driver))
                .Concat(world.Contents.Pools.Select(pool => (pool.Name, pool.Driver)))
                .ToImmutableDictionary(pool => pool.Name, pool => pool.Driver, StringComparer.Ordinal),
            Volumes =
            [
                .. plan.Create.Volumes.Select(volume => (volume.Pool, volume.Project, volume.Name)),
                .. world.Contents.Volumes.Where(volume => volume.Type == VolumeType.Custom).Select(volume => (volume.Pool, volume.Project, volume.Name)),
            ],
        };
        return plan with { Readiness = ReadinessExamination.Examine(instances, surroundings) };
    }

    private static StartingInstance Starting(PlannedInstance instance, PlanWorld world)
    {
        var profiles = Expansion.Of(instance.Profiles.Select(name => world.Profile(instance.Project, name)).OfType<Definition>());
        return new StartingInstance
        {
            Project = instance.Project,
            Name = instance.Name,
            IsVirtualMachine = instance.IsVirtualMachine,
            Architecture = instance.Architecture,
            Running = instance.Running,
            Pool = instance.Pool,
            RootFileSystem = instance.IsVirtualMachine ? null : instance.VolumeConfig.GetValueOrDefault("block.filesystem"),
            NetworkProject = world.Effective(instance.Project, "networks"),
            VolumeProject = world.Effective(instance.Project, "storage.volumes"),
            Config = profiles.Config.SetItems(instance.Config),
            Devices = profiles.Devices.SetItems(instance.Devices),
        };
    }

    private static ImmutableDictionary<(string Project, string Name), StartNetwork> Networks(PlannedRecords records, DatabaseContents contents)
    {
        var networks = contents.Networks.ToDictionary(
            network => (network.Project, network.Name), network => new StartNetwork(IncusCodes.NetworkType(network.Type) ?? "", network.Config));
        foreach (var network in records.Networks)
        {
            networks[(network.Project, network.Name)] = new StartNetwork(network.Definition.Type ?? "bridge", network.Definition.Config);
        }

        return networks.ToImmutableDictionary();
    }
}

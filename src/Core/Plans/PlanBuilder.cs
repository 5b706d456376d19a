using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans.Removals;
using Recover.Core.Plans.Risks;
using Recover.Core.Readiness;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>
/// Builds the plan: from everything a look told, the questions and their answers. Writes nothing; the same input gives the same plan apart from
/// its id, its time and new UUIDs. Thread-safe.
/// </summary>
/// <param name="time">Clock for <see cref="RecoveryPlan.CreatedAt"/>.</param>
/// <param name="random">Source of ids; null for random ones.</param>
/// <param name="isSamePlace">Whether two pool sources lead to the same place; null looks at this host.</param>
public sealed class PlanBuilder(TimeProvider time, Func<Guid>? random = null, Func<string, string, bool>? isSamePlace = null)
{
    private readonly Func<Guid> _random = random ?? Guid.NewGuid;
    private readonly Func<string, string, bool> _isSamePlace = isSamePlace ?? SourcePlaces.AreSame;

    /// <summary>
    /// Builds it. What can't come back is in <see cref="RecoveryPlan.NotRecovered"/>; a database that no plan can be made for gives a plan
    /// without changes.
    /// </summary>
    /// <exception cref="PlanUnfitException">There is too much for one plan.</exception>
    public RecoveryPlan Build(Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers)
    {
        var draft = new PlanDraft();
        var decisions = new Decisions(questions, answers);
        var obstacle = Obstacle(inventory.Database);
        var records = obstacle is not null
            ? LeaveOutAll(inventory, obstacle, draft)
            : FittingPlan.Of(Records(inventory, questions, decisions, draft), inventory.Database.Contents, draft);
        var removals = obstacle is null ? RemovalPlanner.Plan(inventory, decisions, draft) : [];
        var statements = StatementCompiler.Compile(records, inventory.Database.Contents, removals);
        var createsDatabase = inventory.Database.Source == DatabaseSource.FreshTemplate;
        if (createsDatabase && inventory.Host.ImageFiles > 0)
        {
            draft.LeaveOut("image", "", PlanTexts.Images(inventory.Host.ImageFiles), PlanTexts.ImagesLost, PlanTexts.ImagesNext);
        }

        return new RecoveryPlan
        {
            Id = _random().ToString("N"),
            CreatedAt = time.GetUtcNow(),
            HostName = inventory.Host.HostName,
            IncusDirectory = inventory.Host.Directory.Root,
            DaemonVersion = inventory.Host.Version,
            SchemaVersion = inventory.Database.SchemaVersion,
            DatabaseFingerprint = inventory.Database.Fingerprint,
            CreatesDatabase = createsDatabase,
            Create = records,
            Remove = removals,
            KeyPools = KeyPools(inventory, records),
            Links = PlannedLinks.Of(records, inventory.Host.Directory),
            NotRecovered = draft.NotRecovered,
            Decisions = answers,
            Notes = [.. RiskyContent.Of(records), .. draft.Notes],
            Values = draft.Values,
            Statements = statements,
        };
    }

    private static ImmutableArray<PoolDefinition> KeyPools(Inventory inventory, PlannedRecords records)
    {
        var asked = records.Buckets.Where(bucket => !bucket.Keys.IsEmpty).Select(bucket => bucket.Pool).ToHashSet(StringComparer.Ordinal);
        return [.. inventory.Pools.Select(pool => pool.Definition).Where(pool => asked.Contains(pool.Name))];
    }

    /// <summary>What stands in the way of any plan; null when nothing does.</summary>
    private static Finding? Obstacle(DatabaseReading database) =>
        database.Findings.FirstOrDefault(finding => finding.Code is FindingCode.DatabaseClustered or FindingCode.DatabaseSchemaUnknown)
        ?? database.Damage
        ?? (database.Source is null
            ? database.Findings.LastOrDefault() ?? Finding.Of(FindingCode.DatabaseUnreadable, PlanTexts.Nowhere)
            : null);

    private static PlannedRecords LeaveOutAll(Inventory inventory, Finding obstacle, PlanDraft draft)
    {
        foreach (var volume in inventory.Volumes.Where(volume => volume.State != VolumeState.Known))
        {
            draft.LeaveOut(volume, obstacle);
        }

        return new PlannedRecords();
    }

    private PlannedRecords Records(Inventory inventory, ImmutableArray<MissingObject> questions, Decisions decisions, PlanDraft draft)
    {
        var world = new PlanWorld(inventory.Database.Contents);
        var definitions = new DefinitionPlanner(world, decisions, draft);
        var projects = definitions.Projects();
        world.AddProjects(projects);
        var profiles = definitions.Profiles(projects);
        world.AddProfiles(profiles);
        var networks = definitions.Networks();

        var mended = MendingPlanner.Volumes(inventory, decisions);
        var chosen = new VolumeChoice(world, decisions, draft).From(
            OnReadPools(inventory, draft).RemoveAll(volume => mended.Contains(volume.Id)));
        var instancePlanner = new InstancePlanner(world, decisions, draft, new UuidRegistry(world.Contents, _random), _random);
        var instances = chosen.Where(volume => volume.IsInstance).Select(instancePlanner.Plan).OfType<PlannedInstance>().ToImmutableArray();
        var volumePlanner = new VolumePlanner(draft, new OwnershipMaps(world, instances), new VolumeSources(inventory.Database.Old, inventory.Volumes));
        var volumes = OfType(chosen, VolumeType.Custom).Select(volumePlanner.Volume).OfType<PlannedVolume>().ToImmutableArray();
        var buckets = OfType(chosen, VolumeType.Bucket).Select(volumePlanner.Bucket).OfType<PlannedBucket>().ToImmutableArray();
        HashSet<string> planned =
        [
            .. instances.Select(instance => instance.Label),
            .. volumes.Select(volume => $"{volume.Project}/{volume.Name}"),
            .. buckets.Select(bucket => $"{bucket.Project}/{bucket.Name}"),
        ];
        NoteFindings(chosen, planned, draft);

        HashSet<string> needed =
        [
            .. instances.Select(instance => instance.Pool),
            .. volumes.Select(volume => volume.Pool),
            .. buckets.Select(bucket => bucket.Pool),
        ];
        var known = world.Contents.Pools.Select(pool => pool.Name).ToHashSet();
        var recorded = new RecordedPoolPlanner(world, draft).Plan(RecordedPools.Of(inventory), inventory.Host);
        var records = new PlannedRecords
        {
            Pools = [.. new PoolPlanner(draft, _isSamePlace, inventory.Database.Old).Plan(inventory.Pools, inventory.Volumes, known, needed), .. recorded.Pools],
            Projects = projects,
            Profiles = profiles,
            Networks = networks,
            Volumes = [.. volumes, .. recorded.Volumes],
            Buckets = buckets,
            Instances = instances,
            Kept = KeptPlanner.Plan(inventory.Database, questions),
        };
        return mended.IsEmpty ? records : Mending(inventory, decisions, draft, projects, profiles).AddTo(records, inventory);
    }

    /// <summary>Plans what is there already as if it were not, so that a missing half can be taken from it.</summary>
    private MendingPlanner Mending(
        Inventory inventory, Decisions decisions, PlanDraft draft, ImmutableArray<PlannedObject> projects, ImmutableArray<PlannedObject> profiles)
    {
        var bare = new PlanWorld(inventory.Database.Contents with { Instances = [], Volumes = [] });
        bare.AddProjects(projects);
        bare.AddProfiles(profiles);
        var unsaid = new PlanDraft();
        var instances = new InstancePlanner(bare, decisions, unsaid, new UuidRegistry(bare.Contents, _random), _random);
        var volumes = new VolumePlanner(unsaid, new OwnershipMaps(bare, []), new VolumeSources(inventory.Database.Old, inventory.Volumes));
        return new MendingPlanner(decisions, draft, instances.Plan, volumes.Volume);
    }

    /// <summary>Volumes whose pool has, or can get, a record.</summary>
    private static ImmutableArray<ScannedVolume> OnReadPools(Inventory inventory, PlanDraft draft)
    {
        var usable = inventory.Database.Contents.Pools.Select(pool => pool.Name)
            .Concat(inventory.Pools.Where(pool => ObjectNames.IsPool(pool.Definition.Name)).Select(pool => pool.Definition.Name))
            .ToHashSet(StringComparer.Ordinal);
        var recorded = RecordedPools.Of(inventory).Select(pool => pool.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var pool in inventory.Pools.Where(pool => !pool.Read && !recorded.Contains(pool.Definition.Name)))
        {
            draft.LeaveOut("pool", "", pool.Definition.Name, pool.Findings.LastOrDefault() ?? Finding.Of(FindingCode.PoolUnreadable, pool.Definition.Name));
        }

        foreach (var volume in inventory.Volumes.Where(volume => volume.State != VolumeState.Known && !usable.Contains(volume.Pool)))
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.PoolUnreadable, volume.Pool));
        }

        return [.. inventory.Volumes.Where(volume => usable.Contains(volume.Pool))];
    }

    private static void NoteFindings(ImmutableArray<ScannedVolume> chosen, HashSet<string> planned, PlanDraft draft)
    {
        foreach (var volume in chosen.Where(volume => planned.Contains(volume.Label)))
        {
            foreach (var finding in volume.Findings
                .Concat(volume.Stored.Findings)
                .Where(finding => finding.Severity > FindingSeverity.Info && !DependencyFindings.IsAnsweredByPlan(finding.Code)
                    && !(volume.IsInstance && ReadinessExamination.IsFoundAnew(finding.Code)))
                .DistinctBy(finding => (finding.Code, finding.Message)))
            {
                draft.Note(volume.Label, finding);
            }
        }
    }

    private static IEnumerable<ScannedVolume> OfType(ImmutableArray<ScannedVolume> volumes, VolumeType type) =>
        volumes.Where(volume => volume.Stored.Type == type);
}

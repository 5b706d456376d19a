using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>Plans one instance after the other, from what its backup file, its disk and the answers say.</summary>
internal sealed class InstancePlanner(PlanWorld world, Decisions decisions, PlanDraft draft, UuidRegistry uuids, Func<Guid> random)
{
    private readonly FittingRecords _fitting = new(draft);
    private readonly SnapshotPlanner _snapshots = new(draft);
    private readonly UntoldProfiles _untold = new(world, decisions);

    /// <summary>The planned instance; null when it can't come back, which is then said in the draft.</summary>
    public PlannedInstance? Plan(ScannedVolume volume)
    {
        var found = volume.Backup;
        if (decisions.Renewal(volume) is { } renewal && volume.Backup is { } known)
        {
            volume = volume with { Backup = new NewIdentity(random, renewal).Give(known) };
            draft.Note(volume.Label, Finding.Of(NewIdentity.Code(renewal)));
        }

        if (volume.Backup is not { Instance: { } recorded } file)
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.BackupInstanceMissing));
            return null;
        }

        if (IncusCodes.Architecture(recorded.Architecture) is null)
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.ArchitectureUnknown, recorded.Architecture));
            return null;
        }

        if (!ObjectNames.IsInstance(volume.Stored.Name))
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.VolumeNameInvalid, volume.Stored.Name));
            return null;
        }

        // Incus can't use an instance whose snapshots are not those of its volume's record.
        var kept = volume.Stored.Snapshots.Select(snapshot => snapshot.Name).Where(ObjectNames.IsSnapshot).ToHashSet(StringComparer.Ordinal);
        if (world.RecordedSnapshots(volume).FirstOrDefault(name => !kept.Contains(name)) is { } stale)
        {
            draft.LeaveOut(volume, PlanTexts.SnapshotRecordStale(PlanTexts.Shown(stale)), PlanTexts.SnapshotRecordStaleNext);
            return null;
        }

        var profiles = Profiles(volume, recorded);
        if (profiles is null)
        {
            return null;
        }

        var planned = Plan(volume, file, recorded, profiles.Value);
        draft.Tell(
            "instance",
            planned.Label,
            new Definition { Description = planned.Description, Config = planned.Config, Devices = planned.Devices },
            planned.From,
            [
                Proposal.Saying(
                    ProposalSource.BackupFiles,
                    planned.From,
                    new Definition { Description = recorded.Description, Config = found!.Instance!.Config, Devices = found.Instance.Devices }),
            ]);
        return planned;
    }

    private PlannedInstance Plan(ScannedVolume volume, BackupFile file, BackupInstance recorded, ImmutableArray<string> profiles)
    {
        var expansion = Expansion.Of(profiles.Select(name => world.Profile(volume.Stored.Project, name)!));
        recorded = _untold.Complete(volume, recorded, expansion);
        NameUnfitKeys(volume, recorded);
        var unfit = new UnfitKeys(volume.Findings);
        var (own, owner) = uuids.Own(unfit.RemoveFrom(recorded.Config), volume.Label);
        if (owner is not null)
        {
            draft.Note(volume.Label, Finding.Of(FindingCode.UuidRenewed, owner));
        }

        var devices = LocalDevices(volume, recorded, expansion);
        var root = recorded.ExpandedDevices?.Values.FirstOrDefault(RootDisk.Is);
        var withRoot = RootDisk.Ensure(devices, expansion.Devices, root, volume.Pool);
        if (withRoot != devices)
        {
            draft.Note(volume.Label, Finding.Of(FindingCode.RootDiskAdded, volume.Pool));
        }

        expansion.NoteDifferences(recorded, withRoot, finding => draft.Note(volume.Label, finding));
        var config = InstanceConfig.OfInstance(own, volume.Running, InstanceConfig.WasStarted(recorded, volume.Running));
        var volumeConfig = _fitting.Keys(
            (file.Volume?.Config ?? ConfigMaps.Empty).RemoveRange(["size", "size.state"]), volume.Stored.Project, volume.Stored.Name);
        return new PlannedInstance
        {
            Pool = volume.Pool,
            Project = volume.Stored.Project,
            Name = volume.Stored.Name,
            IsVirtualMachine = volume.Stored.Type == VolumeType.VirtualMachine,
            Architecture = recorded.Architecture,
            Description = recorded.Description,
            Ephemeral = recorded.Ephemeral,
            Stateful = recorded.Stateful,
            CreatedAt = recorded.CreatedAt,
            LastUsedAt = recorded.LastUsedAt,
            Config = config,
            Devices = withRoot,
            Profiles = profiles,
            VolumeCreatedAt = file.Volume?.CreatedAt ?? recorded.CreatedAt,
            VolumeConfig = volumeConfig,
            Snapshots = _snapshots.Plan(
                volume,
                file,
                volumeConfig,
                snapshot => UuidRegistry.Follow(InstanceConfig.OfSnapshot(unfit.RemoveFrom(snapshot)), recorded.Config, config),
                snapshot => RootDisk.Ensure(Fit(volume, Mapped(volume, snapshot)), expansion.Devices, root, volume.Pool)),
            Running = volume.Running,
            From = volume.KnownFrom is { } known ? known
                : volume.StandIn is { } snapshot ? PlanTexts.FromSnapshot(snapshot, file.ModifiedAt)
                : PlanTexts.FromBackupFile(file.ModifiedAt),
        };
    }

    private ImmutableArray<string>? Profiles(ScannedVolume volume, BackupInstance recorded)
    {
        var project = world.Effective(volume.Stored.Project, "profiles");
        var names = ImmutableArray.CreateBuilder<string>(recorded.Profiles.Length);
        foreach (var name in recorded.Profiles)
        {
            var planned = decisions.About(MissingKind.Profile, project, name)?.MapTo ?? name;
            if (world.Profile(volume.Stored.Project, planned) is null)
            {
                draft.LeaveOut(volume, Finding.Of(FindingCode.ProfileMissing, planned));
                return null;
            }

            if (!names.Contains(planned))
            {
                names.Add(planned);
            }
        }

        return names.ToImmutable();
    }

    private Devices LocalDevices(ScannedVolume volume, BackupInstance recorded, Expansion expansion) => DeviceChanges.Answered(
        Mapped(volume, Fit(volume, recorded.Devices, isSaid: true)),
        expansion.Devices,
        decisions.NeededBy(volume.Label),
        name => draft.Note(volume.Label, Finding.Of(FindingCode.DeviceLeftOut, name)));

    private Devices Mapped(ScannedVolume volume, Devices devices) =>
        DeviceChanges.Mapped(devices, world.Effective(volume.Stored.Project, "networks"), decisions);

    private Devices Fit(ScannedVolume volume, Devices devices, bool isSaid = false) =>
        _fitting.Devices(devices, volume.Stored.Project, volume.Stored.Name, isSaid);

    /// <summary>Names what this Incus would not accept of the instance's keys.</summary>
    private void NameUnfitKeys(ScannedVolume volume, BackupInstance recorded)
    {
        var findings = volume.Findings.Where(UnfitKeys.IsAbout).ToArray();
        foreach (var finding in findings)
        {
            draft.LeaveOut("configKey", volume.Stored.Project, $"{volume.Stored.Name}: {finding.Arguments[0]}", finding);
        }

        _fitting.Keys(recorded.Config.RemoveRange(findings.Select(finding => finding.Arguments[0])), volume.Stored.Project, volume.Stored.Name);
    }
}

using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Profiles that instances have, where the database lacks them or the backup files say something else.</summary>
internal static class ProfileNeeds
{
    public static void Collect(Inventory inventory, ProjectDeduction projects, NeedRegister needs)
    {
        var copies = new ProfileCopies(inventory, projects);
        var recorded = inventory.Database.Contents.Profiles.ToDictionary(profile => (profile.Project, profile.Name));
        var users = DependencyAnalyser.CandidateInstances(inventory)
            .SelectMany(volume => volume.Backup!.Instance!.Profiles
                .Distinct(StringComparer.Ordinal)
                .Select(name => (Project: projects.Effective(volume.Stored.Project, "profiles"), Name: name, Volume: volume)))
            .ToLookup(use => (use.Project, use.Name), use => use.Volume);
        var derived = new Lazy<ProfileDerivation>(() => new ProfileDerivation(inventory, projects, copies));
        foreach (var group in users)
        {
            var (project, name) = group.Key;
            var fromFiles = copies.Of(project, name);
            var question = new MissingObject
            {
                Kind = MissingKind.Profile,
                Project = project,
                Name = name,
                NeededBy = [.. group.Select(volume => volume.Label)],
                Existing = [.. recorded.Keys.Where(key => key.Project == project && key.Name != name).Select(key => key.Name).Order(StringComparer.Ordinal)],
                Findings = fromFiles.Count > 1
                    ? [Finding.Of(FindingCode.ProfileDisagreement, name, DependencyTexts.Copies(fromFiles.Count, fromFiles[0].Files))]
                    : [],
            };
            var old = OldDefinitions.Profile(inventory, project, name);
            if (recorded.TryGetValue(group.Key, out var record))
            {
                AskWhetherDifferent(question, record, old, fromFiles, derived, needs);
                continue;
            }

            needs.Ask(question with { Proposals = All(old, fromFiles, () => derived.Value.Derive(project, name)) });
            foreach (var volume in group)
            {
                needs.Wait(volume, Finding.Of(FindingCode.ProfileMissing, name).WithRaw($"container.profiles: {name}"));
            }
        }
    }

    /// <summary>True for the default profile as a new database has it.</summary>
    public static bool IsUntouched(ProfileRecord record) =>
        record is { Name: ProjectDeduction.Default, Config.IsEmpty: true, Devices.IsEmpty: true };

    private static void AskWhetherDifferent(
        MissingObject question,
        ProfileRecord record,
        ImmutableArray<Proposal> old,
        IReadOnlyList<ProfileCopy> fromFiles,
        Lazy<ProfileDerivation> derived,
        NeedRegister needs)
    {
        var current = new Definition { Description = record.Description, Config = record.Config, Devices = record.Devices };
        // A profile that somebody made or changed since is newer than what an earlier database says of it.
        var others = IsUntouched(record)
            ? All(old, fromFiles, () => derived.Value.Derive(question.Project, question.Name))
            : Proposals(fromFiles);
        if (others.IsEmpty || ProfileCopy.DoesTheSame(current, others[0].Definition!))
        {
            return;
        }

        var keep = new Proposal { Id = "database", Source = ProposalSource.Database, Detail = DependencyTexts.ProfileInDatabase, Definition = current };
        others = others.RemoveAll(proposal => ProfileCopy.DoesTheSame(current, proposal.Definition!));
        needs.Ask(question with { Differs = true, Proposals = IsUntouched(record) ? others.Add(keep) : SourceRanking.Ranked(others.Add(keep)) });
    }

    /// <summary>What the database itself knew, then what the files say; deduced only when neither says anything.</summary>
    private static ImmutableArray<Proposal> All(ImmutableArray<Proposal> old, IReadOnlyList<ProfileCopy> fromFiles, Func<Definition?> derive)
    {
        var known = SourceRanking.Ranked(old.AddRange(Proposals(fromFiles).Where(file => old.All(proposal => !ProfileCopy.DoesTheSame(proposal.Definition!, file.Definition!)))));
        return known.IsEmpty ? Derived(derive()) : known;
    }

    private static ImmutableArray<Proposal> Proposals(IReadOnlyList<ProfileCopy> copies) =>
    [
        .. copies.Select(copy => new Proposal
        {
            Id = copy.Id,
            Source = ProposalSource.BackupFiles,
            Detail = DependencyTexts.ProfileInFiles(copy.Files, copy.NewestAt),
            Definition = copy.Definition,
        }),
    ];

    private static ImmutableArray<Proposal> Derived(Definition? definition) => definition is null
        ? []
        : [new Proposal { Id = "deduced", Source = ProposalSource.Deduced, Detail = DependencyTexts.ProfileDeduced, Definition = definition }];
}

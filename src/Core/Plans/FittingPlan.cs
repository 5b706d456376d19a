using System.Collections.Immutable;
using System.Text.Json;
using Recover.Core.Databases;

namespace Recover.Core.Plans;

/// <summary>Leaves single records out of a plan that could not be written as a whole, so that one of them never stands in the way of the others.</summary>
internal static class FittingPlan
{
    /// <summary>The records that can be written into the database; the others are named in the draft.</summary>
    public static PlannedRecords Of(PlannedRecords records, DatabaseContents contents, PlanDraft draft)
    {
        records = Without(records, Named(records), draft);

        // What refers to a record that was left out is found in the next round.
        while (new Compilation(records, contents).Unfit() is { Count: > 0 } unfit)
        {
            records = Without(records, unfit, draft);
        }

        return records;
    }

    private static Dictionary<object, string> Named(PlannedRecords records)
    {
        var unfit = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        if (PlannedNames.Problem(records) is null)
        {
            return unfit;
        }

        Add(records.Pools, pool => new PlannedRecords { Pools = [pool] });
        Add(records.Projects, project => new PlannedRecords { Projects = [project] });
        Add(records.Profiles, profile => new PlannedRecords { Profiles = [profile] });
        Add(records.Networks, network => new PlannedRecords { Networks = [network] });
        Add(records.Volumes, volume => new PlannedRecords { Volumes = [volume] });
        Add(records.Buckets, bucket => new PlannedRecords { Buckets = [bucket] });
        Add(records.Instances, instance => new PlannedRecords { Instances = [instance] });
        Add(records.RootVolumes, volume => new PlannedRecords { RootVolumes = [volume] });
        Add(records.SnapshotRecords, record => new PlannedRecords { SnapshotRecords = [record] });
        return unfit;

        void Add<T>(ImmutableArray<T> all, Func<T, PlannedRecords> alone)
            where T : class
        {
            foreach (var record in all)
            {
                if (PlannedNames.Problem(alone(record)) is { } problem)
                {
                    unfit[record] = problem;
                }
            }
        }
    }

    private static PlannedRecords Without(PlannedRecords records, Dictionary<object, string> unfit, PlanDraft draft)
    {
        if (unfit.Count == 0)
        {
            return records;
        }

        return new PlannedRecords
        {
            Pools = Fit(records.Pools, pool => ("pool", "", pool.Name)),
            Projects = Fit(records.Projects, project => ("project", project.Project, project.Name)),
            Profiles = Fit(records.Profiles, profile => ("profile", profile.Project, profile.Name)),
            Networks = Fit(records.Networks, network => ("network", network.Project, network.Name)),
            Volumes = Fit(records.Volumes, volume => ("volume", volume.Project, volume.Name)),
            Buckets = Fit(records.Buckets, bucket => ("bucket", bucket.Project, bucket.Name)),
            Instances = Fit(records.Instances, instance => ("instance", instance.Project, instance.Name)),
            RootVolumes = Fit(records.RootVolumes, volume => ("volume", volume.Project, volume.Name)),
            SnapshotRecords = Fit(records.SnapshotRecords, record => ("snapshot", record.Project, $"{record.Name}/{record.Snapshot.Name}")),
            Kept = Fit(records.Kept, record => (JsonNamingPolicy.CamelCase.ConvertName($"{record.Kind}"), "", record.Name)),
        };

        ImmutableArray<T> Fit<T>(ImmutableArray<T> all, Func<T, (string Kind, string Project, string Name)> item)
            where T : class
        {
            foreach (var record in all.Where(unfit.ContainsKey))
            {
                var (kind, project, name) = item(record);
                draft.LeaveOut(kind, project, PlanTexts.Shown(name), unfit[record], PlanTexts.UnfitNext);
            }

            return all.RemoveAll(unfit.ContainsKey);
        }
    }
}

using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Databases.Kept;
using Recover.Core.Dependencies;

namespace Recover.Core.Plans;

/// <summary>Plans what an earlier database knows and no pool can tell; what was asked about comes as it was answered.</summary>
internal static class KeptPlanner
{
    public static ImmutableArray<KeptRecord> Plan(DatabaseReading database, ImmutableArray<MissingObject> questions)
    {
        if (!database.IsFresh || database.Old.FirstOrDefault(old => !old.Kept.IsEmpty) is not { } old)
        {
            return [];
        }

        var asked = questions.Select(Row).OfType<RowReference>().Select(row => row.Identity).ToHashSet(StringComparer.Ordinal);
        return [.. old.Kept.Where(record => !Belongs(record).Any(row => asked.Contains(row.Identity)))];
    }

    private static RowReference? Row(MissingObject question) => question.Kind switch
    {
        MissingKind.Project => RowReference.Project(question.Name),
        MissingKind.Profile => RowReference.InProject("profiles", question.Project, question.Name),
        MissingKind.Network => RowReference.InProject("networks", question.Project, question.Name),
        _ => null,
    };

    // A setting of a profile that is asked about is answered with the profile; a forward of a network is not.
    private static IEnumerable<RowReference> Belongs(KeptRecord record) =>
        KeptRecords.IsPlanned(record.Self.Table) && record.Self.Table is not ("networks" or "profiles" or "projects")
            ? record.Self.Key.Select(part => part.Row).OfType<RowReference>().Append(record.Self)
            : [record.Self];
}

using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Plans.Removals;

/// <summary>Plans what is removed: only what a person said, and only what takes nothing else with it than what hangs on it.</summary>
internal static class RemovalPlanner
{
    public static ImmutableArray<PlannedRemoval> Plan(Inventory inventory, Decisions decisions, PlanDraft draft)
    {
        var wanted = inventory.Mismatches.Where(mismatch => mismatch.CanRemove && decisions.About(mismatch) is { Kind: AnswerKind.Remove }).ToArray();
        if (wanted.Length == 0 || inventory.Database.CopyFile is not { } copy)
        {
            return [];
        }

        var records = wanted.SelectMany(mismatch => mismatch.Records).ToArray();
        var hanging = HangingRowsReader.Read(copy, [.. records.Select(record => (RecordConditions.Table(record), RecordConditions.Of(record)))])
            .Zip(records)
            .ToDictionary(pair => pair.Second, pair => pair.First);
        var removals = ImmutableArray.CreateBuilder<PlannedRemoval>();
        foreach (var mismatch in wanted)
        {
            if (mismatch.Records.All(record => hanging[record] is not null))
            {
                removals.Add(new PlannedRemoval
                {
                    Id = mismatch.Id,
                    Kind = mismatch.Kind,
                    Label = mismatch.Label,
                    Reason = mismatch.Finding.Message,
                    Records = [.. mismatch.Records.Select(record => new RemovedRecord(record, hanging[record]!.Value))],
                });
            }
            else
            {
                draft.Note(mismatch.Label, Finding.Of(FindingCode.RecordInUse, mismatch.Label));
            }
        }

        return removals.ToImmutable();
    }
}

using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Hosts;

namespace Recover.Core.Plans;

/// <summary>
/// Whether a plan, wherever it comes from, holds nothing but what its own records give for one state of the database. Thread-safe.
/// </summary>
public static class PlanCheck
{
    /// <summary>Everything that speaks against applying the plan on this database, in words; empty when nothing does.</summary>
    public static ImmutableArray<string> Problems(RecoveryPlan plan, DatabaseReading database)
    {
        if (plan.FormatVersion != RecoveryPlan.CurrentFormatVersion)
        {
            return [PlanTexts.FormatUnknown(plan.FormatVersion)];
        }

        if (plan.SchemaVersion != database.SchemaVersion)
        {
            return [PlanTexts.SchemaDiffers(plan.SchemaVersion, database.SchemaVersion)];
        }

        try
        {
            var statements = StatementCompiler.Compile(plan.Create, database.Contents, plan.Remove);
            var links = PlannedLinks.Of(plan.Create, new IncusDirectory(plan.IncusDirectory));
            return
            [
                .. statements.SequenceEqual(plan.Statements, StringComparer.Ordinal) ? [] : (string[])[PlanTexts.StatementsDiffer],
                .. links.SequenceEqual(plan.Links) ? [] : (string[])[PlanTexts.LinksDiffer],
            ];
        }
        catch (PlanUnfitException exception)
        {
            return [exception.Message];
        }
    }
}

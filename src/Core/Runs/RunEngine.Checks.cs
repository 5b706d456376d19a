using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <content>What must hold before anything is written.</content>
public sealed partial class RunEngine
{
    private void EnsureFit(RecoveryPlan plan, RunConfirmation confirmation, HostSurvey host, DatabaseReading database)
    {
        if (!plan.HasChanges)
        {
            throw RunTexts.Refuse(RunRefusal.NoPlan);
        }

        if (!confirmation.RehearseOnly && confirmation.TypedHostName != host.HostName)
        {
            throw RunTexts.Refuse(RunRefusal.HostNameWrong, host.HostName);
        }

        var misfit = plan.FormatVersion != RecoveryPlan.CurrentFormatVersion ? RunTexts.Get("Unfit.Format", plan.FormatVersion)
            : plan.HostName != host.HostName ? RunTexts.Get("Unfit.Host", plan.HostName, host.HostName)
            : plan.IncusDirectory != surroundings.Incus.Root ? RunTexts.Get("Unfit.Directory", plan.IncusDirectory, surroundings.Incus.Root)
            : PlannedPaths.FirstUnfit(plan, surroundings.Incus) is { } path ? RunTexts.Get("Link.Unfit", path)
            : null;
        if (misfit is not null)
        {
            throw RunTexts.Refuse(RunRefusal.PlanUnfit, misfit);
        }

        if (database.Damage is { } damage)
        {
            throw RunTexts.Refuse(RunRefusal.PlanUnfit, $"{damage.Message} {damage.Remedy}");
        }

        if (database.Fingerprint != plan.DatabaseFingerprint
            || plan.CreatesDatabase != (database.Source == DatabaseSource.FreshTemplate))
        {
            throw RunTexts.RefuseOther(database);
        }

        if (surroundings.Host.CheckPlan(plan, database) is { IsEmpty: false } problems)
        {
            throw RunTexts.Refuse(RunRefusal.PlanUnfit, string.Join(' ', problems));
        }

        EnsureSpace(confirmation);
    }

    private void EnsureNoOtherPatch(RunDirectory run)
    {
        if (new StartupPatch(surroundings.Incus, run).OfAnotherHand is { } other)
        {
            throw RunTexts.Refuse(RunRefusal.OtherPatch, RunTexts.Get("Patch.OfAnotherHand", other));
        }
    }

    private void EnsureSpace(RunConfirmation confirmation)
    {
        if (confirmation.RehearseOnly)
        {
            return;
        }

        // Putting back makes a second database/ beside the first before it takes its place.
        var second = SavedState.EstimateBytes(surroundings.Incus.Root, ["database"]) * 12 / 10;
        var saved = SavedState.EstimateBytes(surroundings.Incus.Root) * 12 / 10;
        var data = new DriveInfo(surroundings.Data.Root);
        var incus = new DriveInfo(surroundings.Incus.Root);
        // Two file systems of the same size are taken for one: then a little more is asked for than is needed.
        var isOne = data.TotalSize == incus.TotalSize && data.DriveFormat == incus.DriveFormat;
        EnsureFree(data, isOne ? saved + second : saved);
        EnsureFree(incus, second);
    }

    private static void EnsureFree(DriveInfo place, long needed)
    {
        var free = place.AvailableFreeSpace;
        if (needed > free)
        {
            throw RunTexts.Refuse(RunRefusal.NoSpace, place.Name, needed, free);
        }
    }

    private void EnsureNoneInterrupted()
    {
        // The lock is held here, so that a journal without an end is nobody's. A rehearsal writes nothing, so that nothing of it needs an end.
        var interrupted = List().FirstOrDefault(run => run.Kind != RunKind.Rehearsal && run.Outcome is null or RunOutcome.Interrupted);
        if (interrupted is not null)
        {
            throw RunTexts.Refuse(RunRefusal.WrongState, RunTexts.Get("State.Interrupted", interrupted.Run));
        }
    }
}

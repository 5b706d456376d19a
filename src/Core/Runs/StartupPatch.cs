using System.Text;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// The SQL file that the daemon applies in one transaction at its next start and then deletes (<c>database/patch.global.sql</c>, Incus 6.0 and later).
/// One of another hand is never changed, and never taken away without a copy.
/// </summary>
internal static class StartupPatch
{
    /// <summary>Writes the plan's statements; whole or not at all, and the same each time.</summary>
    public static void Write(IncusDirectory incus, RecoveryPlan plan) => DurableFile.Write(incus.GlobalPatch, Content(plan));

    /// <summary>Writes a text, whole or not at all, in the place of what was there.</summary>
    public static void Write(IncusDirectory incus, string text) => DurableFile.Write(incus.GlobalPatch, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the patch of <c>local.db</c>, whole or not at all.</summary>
    public static void WriteLocal(IncusDirectory incus, string text) => DurableFile.Write(incus.LocalPatch, Encoding.UTF8.GetBytes(text));

    /// <summary>True when a file lies there that is not the plan's.</summary>
    public static bool IsOfAnotherHand(IncusDirectory incus, RecoveryPlan plan) => File.Exists(incus.GlobalPatch) && !IsOwn(incus, plan);

    /// <summary>Takes the file away, durably, when it is the plan's; does nothing else.</summary>
    public static void RemoveOwn(IncusDirectory incus, RecoveryPlan plan)
    {
        if (File.Exists(incus.GlobalPatch) && IsOwn(incus, plan))
        {
            Delete(incus);
        }
    }

    /// <summary>Takes the file away, durably; one of another hand is copied first. Does nothing when there is none.</summary>
    /// <param name="incus">Where.</param>
    /// <param name="plan">What the run wrote or would write; null for a run without a plan, which keeps a copy of whatever lies there.</param>
    /// <param name="run">The working run, which keeps the copy.</param>
    /// <returns>The copy of a file of another hand; null when there was none.</returns>
    public static string? Remove(IncusDirectory incus, RecoveryPlan? plan, RunDirectory run)
    {
        if (!File.Exists(incus.GlobalPatch))
        {
            return null;
        }

        var copy = plan is not null && IsOwn(incus, plan) ? null : KeptAside.Keep(run, Path.GetFileName(incus.GlobalPatch), File.ReadAllBytes(incus.GlobalPatch));
        Delete(incus);
        return copy;
    }

    private static bool IsOwn(IncusDirectory incus, RecoveryPlan plan)
    {
        var content = Content(plan);
        var file = new FileInfo(incus.GlobalPatch);
        return file.LinkTarget is null && file.Length == content.Length && File.ReadAllBytes(incus.GlobalPatch).AsSpan().SequenceEqual(content);
    }

    private static byte[] Content(RecoveryPlan plan)
    {
        var text = new StringBuilder();
        foreach (var statement in plan.Statements)
        {
            text.Append(statement.AsSpan().TrimEnd().TrimEnd(';')).Append(";\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Delete(IncusDirectory incus)
    {
        File.Delete(incus.GlobalPatch);
        DurableFile.FlushDirectory(incus.Database);
    }
}

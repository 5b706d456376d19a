using System.Text;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// The SQL file that the daemon applies in one transaction at its next start and then deletes (<c>database/patch.global.sql</c>, Incus 6.0 and later).
/// </summary>
internal static class StartupPatch
{
    /// <summary>Writes the plan's statements after those of a patch that was there before the run; whole or not at all, and the same each time.</summary>
    /// <param name="incus">Where.</param>
    /// <param name="plan">What.</param>
    /// <param name="saved">Directory of the saved copies, for the patch that was there before.</param>
    public static void Write(IncusDirectory incus, RecoveryPlan plan, string saved)
    {
        var text = new StringBuilder();
        var earlier = Path.Combine(saved, "database", Path.GetFileName(incus.GlobalPatch));
        if (File.Exists(earlier))
        {
            text.Append(File.ReadAllText(earlier).TrimEnd()).Append('\n');
        }

        foreach (var statement in plan.Statements)
        {
            text.Append(statement.AsSpan().TrimEnd().TrimEnd(';')).Append(";\n");
        }

        DurableFile.Write(incus.GlobalPatch, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Takes the file away, durably; does nothing when there is none.</summary>
    public static void Remove(IncusDirectory incus)
    {
        if (File.Exists(incus.GlobalPatch))
        {
            File.Delete(incus.GlobalPatch);
            DurableFile.FlushDirectory(incus.Database);
        }
    }
}

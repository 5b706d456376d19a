using Recover.Core.Plans;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>Reads the plan file of a verb.</summary>
internal static class PlanArgument
{
    /// <exception cref="VerbRefusedException">It is missing or not a plan.</exception>
    public static async Task<RecoveryPlan> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await PlanFile.ReadAsync(Path.GetFullPath(file), cancellationToken);
        }
        catch (Exception error) when (error is PlanFileException or IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.PlanUnreadable, file, error.Message));
        }
    }
}

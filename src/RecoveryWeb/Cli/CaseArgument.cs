using System.Globalization;
using Recover.Core.Cases;

namespace Recover.Web.Cli;

/// <summary>Finds a case by its number, its reference or one of its runs.</summary>
internal static class CaseArgument
{
    public static async Task<RecoveryCase?> FindAsync(ICaseWorkflow workflow, string which, CancellationToken cancellationToken)
    {
        foreach (var summary in await workflow.ListAsync(cancellationToken))
        {
            var isNamed = summary.Reference == which || summary.Number.ToString(CultureInfo.InvariantCulture) == which;
            var one = await workflow.FindAsync(summary.Number, cancellationToken);
            if (one is not null && (isNamed || one.Runs.Any(run => run.Run == which)))
            {
                return one;
            }
        }

        return null;
    }
}

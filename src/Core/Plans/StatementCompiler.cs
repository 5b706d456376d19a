using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Plans.Removals;

namespace Recover.Core.Plans;

/// <summary>
/// Turns the records of a plan into the statements that write them into one state of the database. The same records and state give the same
/// statements, so a plan that was stored can be checked against its own records. Row conventions as Incus 6.0.4 was seen to write them.
/// Thread-safe.
/// </summary>
public static class StatementCompiler
{
    /// <summary>A plan with more statements is refused: 7,800 were seen to work, 26,000 ended the daemon (6.0.4).</summary>
    public const int MostStatements = 6000;

    /// <summary>Compiles a plan that removes nothing.</summary>
    /// <exception cref="PlanUnfitException">As with removals.</exception>
    public static ImmutableArray<string> Compile(PlannedRecords records, DatabaseContents contents) => Compile(records, contents, []);

    /// <summary>Compiles.</summary>
    /// <exception cref="PlanUnfitException">
    /// A name is not one Incus accepts, something that is to be created exists, something that is referred to does not, or there are too many
    /// statements.
    /// </exception>
    /// <param name="records">What is made.</param>
    /// <param name="contents">What the database holds.</param>
    /// <param name="removals">What is removed, before anything is made.</param>
    public static ImmutableArray<string> Compile(PlannedRecords records, DatabaseContents contents, ImmutableArray<PlannedRemoval> removals)
    {
        if (PlannedNames.Problem(records) is { } problem)
        {
            throw new PlanUnfitException(problem);
        }

        var compilation = new Compilation(records, contents);
        ImmutableArray<string> statements = [.. RemovalStatements.Of(removals), .. compilation.Statements()];
        return statements.Length <= MostStatements
            ? statements
            : throw new PlanUnfitException(PlanTexts.TooManyStatements(statements.Length, MostStatements));
    }
}

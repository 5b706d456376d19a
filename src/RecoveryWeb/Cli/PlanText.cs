using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>A plan in a few lines for the terminal.</summary>
internal static class PlanText
{
    public static void Write(TextWriter to, RecoveryPlan plan, string file, int openQuestions)
    {
        foreach (var item in plan.NotRecovered)
        {
            to.WriteLine(Words.Fill(CliTexts.NotRecovered, PlanTexts.Kind(item.Kind), item.Project, item.Name, item.Reason, item.NextStep));
        }

        foreach (var removal in plan.Remove)
        {
            to.WriteLine(Words.Fill(CliTexts.RemovalLine, removal.Label, removal.Rows));
        }

        foreach (var note in plan.Notes.OrderByDescending(note => note.Finding.Severity))
        {
            to.WriteLine(Words.Fill(CliTexts.FindingLine, Severities.Word(note.Finding.Severity), note.Item, note.Finding.Message));
            to.WriteLine("    " + Words.Fill(CliTexts.RemedyLine, note.Finding.Remedy));
        }

        foreach (var value in plan.Values)
        {
            to.WriteLine(Words.Fill(CliTexts.ValueLine, value.Kind, value.Item, value.Key, Shown(value.Key, value.Value), value.From));
            foreach (var other in value.Others)
            {
                to.WriteLine("    " + Words.Fill(CliTexts.ValueOther, Shown(value.Key, other.Value), other.From));
            }
        }

        foreach (var one in plan.Readiness.Where(one => !one.Findings.IsEmpty))
        {
            to.WriteLine(Words.Fill(CliTexts.ReadinessLine, one.Label, StartWords.Forecast(one.Forecast)));
            foreach (var finding in one.Findings)
            {
                to.WriteLine(Words.Fill(CliTexts.FindingLine, Severities.Word(finding.Severity), one.Label, finding.Message));
                to.WriteLine("    " + Words.Fill(CliTexts.RemedyLine, finding.Remedy));
            }
        }

        if (openQuestions > 0)
        {
            to.WriteLine(Words.Fill(CliTexts.PlanOpen, Words.Count(openQuestions, SharedTexts.QuestionOne, SharedTexts.QuestionMany)));
        }

        if (!plan.HasChanges)
        {
            to.WriteLine(CliTexts.PlanNothing);
        }

        to.WriteLine(Words.Fill(CliTexts.PlanWritten, file, Words.Changes(plan.ChangeCount), plan.NotRecovered.Length));
    }

    private static string Shown(string key, string? value) => value is null ? PlanPageTexts.ValueNone : SecretKeys.Hide(key, value);
}

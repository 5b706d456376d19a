using System.Globalization;

namespace Recover.Core.Reports;

/// <summary>What a report says of the start of instances.</summary>
internal static class ReportStarts
{
    public static void Write(CaseReport report, IReportPage page)
    {
        if (!report.Readiness.IsEmpty)
        {
            page.Heading(2, ReportTexts.Get("Readiness"));
        }

        page.Table(
            ReportTexts.Get("Readiness"),
            [ReportTexts.Get("Name"), ReportTexts.Get("Result"), ReportTexts.Get("What"), ReportTexts.Get("Remedy")],
            report.Readiness.Select(one => (string[])
            [
                one.Label,
                ReportTexts.Get($"Forecast.{one.Forecast}"),
                string.Join('\n', one.Findings.Select(finding => finding.Message)),
                string.Join('\n', one.Findings.Select(finding => finding.Remedy)),
            ]));

        if (!report.Starts.IsEmpty)
        {
            page.Heading(2, ReportTexts.Get("Starts"));
        }

        page.Table(
            ReportTexts.Get("Starts"),
            [ReportTexts.Get("Name"), ReportTexts.Get("Result"), ReportTexts.Get("Who"), ReportTexts.Get("When"), ReportTexts.Get("What")],
            report.Starts.Select(start => (string[])
            [
                start.Label,
                ReportTexts.Get($"Start.{start.State}"),
                start.By,
                start.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                start.Error ?? "",
            ]));
    }
}

using System.Globalization;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Runs;

namespace Recover.Core.Reports;

/// <summary>The order of a report: first what matters to everybody, then the annex; the same for every form.</summary>
internal static class ReportLayout
{
    public static void Write(CaseReport report, string checksum, IReportPage page)
    {
        page.Heading(1, T("Title"));
        page.Paragraph(report.Verdict);
        page.Table(T("Head"), [T("Field"), T("Value")],
        [
            [T("Reference"), report.Reference],
            [T("Host"), report.HostName],
            [T("Directory"), report.IncusDirectory],
            [T("IncusVersion"), report.IncusVersion ?? T("Unknown")],
            [T("Database"), report.DatabaseCondition is { } condition ? T($"Database.{condition}") : T("Unknown")],
            [T("Situation"), T($"Situation.{report.Situation}")],
            [T("Opened"), Time(report.OpenedAt)],
            [T("Closed"), report.ClosedAt is { } closed ? Time(closed) : T("StillOpen")],
            [T("Operators"), string.Join(", ", report.Operators)],
            [T("Made"), $"{Time(report.GeneratedAt)}, Recover {report.ProgramVersion}"],
        ]);
        page.Box(T("StillToDo"), report.OpenPoints.IsEmpty ? [T("Nothing")] : report.OpenPoints);
        Numbers(report.Numbers, page);
        Found(report, page);
        Decisions(report, page);
        Kept(report, page);
        Records(report, page);
        Values(report, page);
        NotRecovered(report, page);
        ReportStarts.Write(report, page);
        foreach (var run in report.Runs)
        {
            Run(run, page);
        }

        Verification(report, page);
        Saved(report, page);
        page.Heading(2, T("Timeline"));
        page.Table(T("Timeline"), [T("Entry"), T("When"), T("Who"), T("What")],
            report.Timeline.Select(one => Row(one.Seal is { } seal ? Number(seal.Number) : "-", Time(one.At), one.By, one.What)));
        SignOff(report, checksum, page);
    }

    private static void Numbers(ReportNumbers numbers, IReportPage page)
    {
        page.Heading(2, T("Summary"));
        page.Table(T("Summary"), [T("What"), T("Number")],
        [
            [T("Numbers.Pools"), T("Numbers.Of", numbers.PoolsRead, numbers.PoolsFound)],
            [T("Numbers.Instances"), T("Numbers.Of", numbers.InstancesBack, numbers.InstancesFound)],
            [T("Numbers.Volumes"), T("Numbers.Of", numbers.VolumesBack, numbers.VolumesFound)],
            [T("Numbers.Records"), Number(numbers.RecordsPlanned)],
            [T("Numbers.NotRecovered"), Number(numbers.NotRecovered)],
            [T("Numbers.Differences"), Number(numbers.Differences)],
        ]);
    }

    private static void Found(CaseReport report, IReportPage page)
    {
        page.Heading(2, T("Found"));
        page.Table(T("Checks"), [T("Result"), T("What"), T("Remedy")], report.Checks.Select(one => Row(Mark(one.Severity), one.Message, one.Remedy)));
        page.Table(T("Pools"), [T("Name"), T("Type"), T("Source"), T("Result")],
            report.Pools.Select(pool => Row(pool.Name, pool.Driver, pool.Source, T(pool.Read ? "Mark.Read" : "Mark.NotRead"))));
        page.Table(T("Items"), [T("Name"), T("Type"), T("Pool"), T("Snapshots"), T("Recorded"), T("Result"), T("Reason")],
            report.Items.Select(item => Row(
                $"{item.Project}/{item.Name}", T($"Type.{item.Type}"), item.Pool, Number(item.Snapshots),
                item.RecordedAt is { } at ? Time(at) : "-", T($"State.{item.State}"), Lines(item.Reason, item.Raw))));
        page.Table(T("Notes"), [T("Name"), T("Result"), T("What"), T("Remedy")],
            report.Notes.Select(one => Row(one.Item, Mark(one.Severity), one.Message, one.Remedy)));
    }

    private static void Decisions(CaseReport report, IReportPage page)
    {
        page.Heading(2, T("Decisions"));
        page.Table(T("Decisions"), [T("Question"), T("Answer"), T("Who"), T("When")],
            report.Decisions.Select(one => Row(one.Question, one.Answer, one.By, Time(one.At))));
        foreach (var created in report.Created)
        {
            page.Heading(3, $"{PlanTexts.Kind(created.Kind)} {created.Project}/{created.Name}");
            page.Paragraph(created.From);
            page.Code(Text(created.Definition));
        }
    }

    private static void Kept(CaseReport report, IReportPage page)
    {
        if (!report.Kept.IsEmpty)
        {
            page.Heading(2, T("Kept"));
            page.Table(T("Kept"), [T("What"), T("Source")], report.Kept.Select(one => Row(one.What, one.From)));
        }
    }

    private static void Records(CaseReport report, IReportPage page)
    {
        if (!report.Records.IsEmpty)
        {
            page.Heading(2, T("Records"));
            page.Table(T("Records"), [T("Name"), T("Pool"), T("What"), T("Decision"), T("RowsRemoved")],
                report.Records.Select(one => Row(one.Name, one.Pool.Length == 0 ? "-" : one.Pool, one.What, one.Decision, Number(one.RowsRemoved))));
        }
    }

    private static void Values(CaseReport report, IReportPage page)
    {
        if (!report.Values.IsEmpty)
        {
            page.Heading(2, T("Values"));
            page.Table(T("Values"), [T("Name"), T("Field"), T("Value"), T("Source"), T("Others")],
                report.Values.Select(one => Row(
                    $"{PlanTexts.Kind(one.Kind)} {one.Item}", one.Key, one.Value ?? "-", one.From, string.Join("; ", one.Others.Select(other => $"{other.Value ?? "-"} ({other.From})")))));
        }
    }

    private static void NotRecovered(CaseReport report, IReportPage page)
    {
        page.Heading(2, T("NotRecovered"));
        page.Table(T("NotRecovered"), [T("Name"), T("Type"), T("Reason"), T("Next")],
            report.NotRecovered.Select(one => Row(one.Project.Length == 0 ? one.Name : $"{one.Project}/{one.Name}", PlanTexts.Kind(one.Kind), one.Reason, one.NextStep)));
        if (report.NotRecovered.IsEmpty)
        {
            page.Paragraph(T("NothingLost"));
        }
    }

    private static void Run(RecoveryRun run, IReportPage page)
    {
        page.Heading(2, $"{T($"Run.{run.Kind}")} {run.Run}");
        page.Paragraph(T("Run.Line", run.By, Time(run.StartedAt), T($"Outcome.{(run.Outcome is { } outcome ? outcome.ToString() : "None")}")));
        if (run.Error is { } error)
        {
            page.Code(error);
        }

        page.Table(T("Steps"), [T("Step"), T("Result"), T("Start"), T("End"), T("Detail")], run.Steps.Select(step => Row(
            T($"Step.{step.Name}"), T($"StepState.{step.State}"), step.StartedAt is { } start ? Time(start) : "-",
            step.EndedAt is { } end ? Time(end) : "-", step.Detail ?? "")));
    }

    private static void Verification(CaseReport report, IReportPage page)
    {
        page.Heading(2, T("Verification"));
        if (report.Verification is not { } verification)
        {
            page.Paragraph(T("NotVerified"));
            return;
        }

        page.Paragraph(T("Verified", verification.Matched, verification.Differences.Length, Time(verification.At)));
        page.Table(T("Differences"), [T("Difference")], verification.Differences.Select(one => Row(one)));
    }

    private static void Saved(CaseReport report, IReportPage page)
    {
        page.Heading(2, T("Saved"));
        foreach (var saved in report.Saved)
        {
            page.Paragraph(T("WayBack", saved.Directory));
            page.Code(saved.WayBack);
            page.Table(T("SavedFiles"), [T("Path"), T("Size"), "SHA-256"],
                saved.Files.Select(file => Row(file.Path, Number(file.SizeBytes), file.Sha256)));
        }

        if (report.Saved.IsEmpty)
        {
            page.Paragraph(T("NothingSaved"));
        }
    }

    private static void SignOff(CaseReport report, string checksum, IReportPage page)
    {
        page.Heading(2, T("SignOff"));
        page.Table(T("SignOff"), [T("Role"), T("Name"), T("Date"), T("Signature")],
            ((string[])["Prepared", "Checked", "Accepted"]).Select(role => Row(T($"Role.{role}"), "", "", "")));
        page.Paragraph(T("Checksum", report.Reference, report.HostName));
        page.Code(checksum);
        if (report.LogHead is { } head)
        {
            page.Paragraph(T("LogHead", Number(head.Number)));
            page.Code(head.Sha256);
            page.Paragraph(T("LogCheck"));
            page.Code($"recover log check --printed {head.Sha256}");
        }
    }

    private static string Text(Definition definition)
    {
        var lines = definition.Config.Select(entry => $"{entry.Key}: {entry.Value}")
            .Concat(definition.Devices.SelectMany(device => device.Value.Select(entry => $"{device.Key}: {entry.Key}={entry.Value}")));
        return string.Join('\n', ((string[])[definition.Type is { } type ? $"type: {type}" : "", definition.Description]).Where(line => line.Length > 0).Concat(lines));
    }

    private static string T(string key, params object[] arguments) => ReportTexts.Get(key, arguments);

    private static string Mark(FindingSeverity severity) => T($"Mark.{severity}");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Lines(params ReadOnlySpan<string?> lines) => string.Join('\n', lines.ToArray().Where(line => !string.IsNullOrEmpty(line)));

    private static string[] Row(params string[] cells) => cells;
}

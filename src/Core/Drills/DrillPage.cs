using System.Globalization;
using System.Text;
using Recover.Core.Reports;
using Recover.Core.Runs;

namespace Recover.Core.Drills;

/// <summary>A drill on paper: what would be lost tonight, and what to do for each line. Thread-safe.</summary>
public static class DrillPage
{
    /// <summary>Writes it for its owner only, as a whole or not at all.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string path, DrillResult result) => DurableFile.Write(path, Encoding.UTF8.GetBytes(Html(result)));

    /// <summary>A whole HTML document that needs nothing beside it.</summary>
    public static string Html(DrillResult result)
    {
        var page = new HtmlPage();
        page.Heading(1, T("Title"));
        page.Paragraph(Verdict(result));
        page.Table(T("Head"), [T("Field"), T("Value")],
        [
            [T("Host"), result.HostName],
            [T("Directory"), result.IncusDirectory],
            [T("Version"), result.IncusVersion ?? "-"],
            [T("CheckedAt"), result.CheckedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)],
            [T("Instances"), T("Exact", result.InstancesExact, result.Instances)],
            [T("Volumes"), T("Exact", result.VolumesExact, result.Volumes)],
        ]);
        page.Table(T("Lines"), [T("What"), T("State"), T("Why"), T("Todo"), T("Done")], result.Lines.Select(line => (IReadOnlyList<string>)
        [
            Name(line),
            T($"State.{line.State}"),
            line.Parts.IsEmpty ? line.Reason : $"{line.Reason}\n{string.Join('\n', line.Parts)}",
            line.NextStep,
            "\u2610",
        ]));
        page.Paragraph(T("Assumes"));
        return page.Document($"{T("Title")} - {result.HostName}", $"<style>\n{ReportWriter.Stylesheet}</style>");
    }

    /// <summary>The verdict in a sentence.</summary>
    public static string Verdict(DrillResult result) => T($"Verdict.{result.Verdict}", result.Lines.Length);

    /// <summary>What a line is about, as people say it.</summary>
    public static string Name(DrillLine line) => $"{T($"Kind.{line.Kind}")} {line.Name}";

    private static string T(string key, params object[] arguments) => DrillTexts.Get(key, arguments);
}

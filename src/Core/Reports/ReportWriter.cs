using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Reports;

/// <summary>Writes a report as JSON, HTML and Markdown; the paper forms carry the checksum of the JSON. Thread-safe.</summary>
public static class ReportWriter
{
    /// <summary>The stylesheet, for screen and paper (A4 and Letter), black and white.</summary>
    public static string Stylesheet { get; } = ReadStylesheet();

    /// <summary>The report for scripts, UTF-8.</summary>
    public static byte[] Json(CaseReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, CoreJson.Indented), (byte)'\n'];

    /// <summary>A plain page, readable without anything else when <paramref name="stylesheetUrl"/> is null.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stylesheetUrl">Where the stylesheet is served; null puts it into the page, for a page that is kept as a file.</param>
    public static string Html(CaseReport report, string? stylesheetUrl)
    {
        var page = new HtmlPage();
        ReportLayout.Write(report, Checksum(report), page);
        var style = stylesheetUrl is null
            ? $"<style>\n{Stylesheet}</style>"
            : $"<link rel=\"stylesheet\" href=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(stylesheetUrl)}\">";
        return page.Document($"{ReportTexts.Get("Title")} {report.Reference} - {report.HostName}", style);
    }

    /// <summary>The report as Markdown.</summary>
    public static string Markdown(CaseReport report)
    {
        var page = new MarkdownPage();
        ReportLayout.Write(report, Checksum(report), page);
        return page.Document();
    }

    /// <summary>SHA-256 of <see cref="Json"/>, lower-case hex.</summary>
    public static string Checksum(CaseReport report) => Convert.ToHexStringLower(SHA256.HashData(Json(report)));

    private static string ReadStylesheet()
    {
        using var stream = typeof(ReportWriter).Assembly.GetManifestResourceStream("Recover.Core.Reports.Report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Recover.Core.Reports;

/// <summary>A report as HTML: every text encoded, nothing executed, nothing loaded but the stylesheet.</summary>
internal sealed class HtmlPage : IReportPage
{
    private const int LongestWord = 24;

    // Letters of all languages stay readable in the file.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public void Heading(int level, string text) => Line($"<h{level}>{Encode(text)}</h{level}>");

    /// <inheritdoc/>
    public void Paragraph(string text) => Line($"<p>{Encode(text)}</p>");

    /// <inheritdoc/>
    public void Box(string heading, IReadOnlyList<string> lines)
    {
        Line("<section class=\"box\">");
        Heading(2, heading);
        Line("<ul>");
        foreach (var line in lines)
        {
            Line($"<li>{Encode(line)}</li>");
        }

        Line("</ul>");
        Line("</section>");
    }

    /// <inheritdoc/>
    public void Table(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var body = rows.ToList();
        if (body.Count == 0)
        {
            return;
        }

        Line("<table>");
        Line($"<caption>{Encode(caption)}</caption>");
        Line($"<thead><tr>{string.Concat(head.Select(cell => $"<th scope=\"col\">{Encode(cell)}</th>"))}</tr></thead>");
        Line("<tbody>");
        foreach (var row in body)
        {
            Line($"<tr><th scope=\"row\"{Long(row[0])}>{Encode(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td{Long(cell)}>{Encode(cell)}</td>"))}</tr>");
        }

        Line("</tbody>");
        Line("</table>");
    }

    /// <inheritdoc/>
    public void Code(string text) => Line($"<pre>{Encode(text)}</pre>");

    /// <summary>The whole document.</summary>
    /// <param name="title">For the window.</param>
    /// <param name="style">A link to a stylesheet, or a style element.</param>
    public string Document(string title, string style) =>
        $"""
        <!DOCTYPE html>
        <html lang="{ReportTexts.Get("Language")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        {style}
        </head>
        <body>
        <main>
        {_text.ToString().TrimEnd()}
        </main>
        </body>
        </html>

        """;

    /// <summary>Only cells with a path or checksum may break inside words; in all others a column stays as wide as its words.</summary>
    private static string Long(string cell) =>
        cell.Split([' ', '\n']).Any(word => word.Length > LongestWord) ? " class=\"long\"" : "";

    private static string Encode(string text) => Encoder.Encode(text).Replace("&#xA;", "<br>", StringComparison.Ordinal);

    private void Line(string html) => _text.Append(html).Append('\n');
}

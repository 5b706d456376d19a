namespace Recover.Core.Reports;

/// <summary>A page that a report is written on; the texts given are plain and get the page's own marks.</summary>
internal interface IReportPage
{
    /// <summary>A heading; level 1 is the title.</summary>
    void Heading(int level, string text);

    /// <summary>A paragraph.</summary>
    void Paragraph(string text);

    /// <summary>A boxed list under a heading of its own.</summary>
    void Box(string heading, IReadOnlyList<string> lines);

    /// <summary>A table; nothing when it has no rows.</summary>
    void Table(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows);

    /// <summary>Text as it is, in one width.</summary>
    void Code(string text);
}

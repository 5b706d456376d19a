using System.Text;

namespace Recover.Core.Reports;

/// <summary>A report as Markdown; texts can't break out of their cell or become marks.</summary>
internal sealed class MarkdownPage : IReportPage
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public void Heading(int level, string text) => _text.Append('#', level).Append(' ').Append(Plain(text)).Append("\n\n");

    /// <inheritdoc/>
    public void Paragraph(string text) => _text.Append(Plain(text)).Append("\n\n");

    /// <inheritdoc/>
    public void Box(string heading, IReadOnlyList<string> lines)
    {
        Heading(2, heading);
        foreach (var line in lines)
        {
            _text.Append("- ").Append(Plain(line)).Append('\n');
        }

        _text.Append('\n');
    }

    /// <inheritdoc/>
    public void Table(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var body = rows.ToList();
        if (body.Count == 0)
        {
            return;
        }

        _text.Append("**").Append(Plain(caption)).Append("**\n\n");
        Row(head);
        _text.Append('|').Insert(_text.Length, " --- |", head.Count).Append('\n');
        body.ForEach(Row);
        _text.Append('\n');
    }

    /// <inheritdoc/>
    public void Code(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            _text.Append("    ").Append(line).Append('\n');
        }

        _text.Append('\n');
    }

    /// <summary>The whole document.</summary>
    public string Document() => _text.ToString().TrimEnd() + "\n";

    private void Row(IReadOnlyList<string> cells) => _text.Append("| ").AppendJoin(" | ", cells.Select(Plain)).Append(" |\n");

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '\n':
                    plain.Append("; ");
                    break;
                case '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&':
                    plain.Append('\\').Append(letter);
                    break;
                default:
                    plain.Append(char.IsControl(letter) ? ' ' : letter);
                    break;
            }
        }

        return plain.ToString();
    }
}

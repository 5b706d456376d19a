using System.Text;
using Recover.Core.Databases;
using Recover.Core.Databases.Kept;

namespace Recover.Core.Plans;

/// <content>Rows of an earlier database: their numbers are found by their names when they are written.</content>
internal sealed partial class Compilation
{
    private const int RowsPerKeptStatement = 100;
    private const int CharactersPerKeptStatement = 64 * 1024;

    private readonly List<KeptRow> _kept = [];
    private readonly Lazy<HashSet<string>> _rows;

    private void AddKept(KeptRecord record)
    {
        foreach (var row in record.Rows)
        {
            Demand(KeptTables.IsKept(row.Self.Table) && row.Values.All(value => IsName(value.Column)), PlanTexts.NotThere(row.Self.Table));
            foreach (var parent in row.Values.Select(value => value.Row).OfType<RowReference>())
            {
                Demand(parent.Table == "nodes" || _rows.Value.Contains(parent.Identity), PlanTexts.NotThere(parent.Name));
            }

            _kept.Add(row);
        }
    }

    /// <summary>What rows can point to: what the database has, what the plan makes, and one another.</summary>
    private HashSet<string> Rows() =>
    [
        .. _records.Kept.SelectMany(record => record.Rows).Select(row => row.Self.Identity),
        .. _contents.Named,
        .. _projects.Keys.Select(name => RowReference.Project(name).Identity),
        .. _profiles.Keys.Select(profile => RowReference.InProject("profiles", profile.Project, profile.Name).Identity),
        .. _networks.Keys.Select(network => RowReference.InProject("networks", network.Project, network.Name).Identity),
    ];

    /// <summary>As few statements as can be; rows that others point to come first.</summary>
    private IEnumerable<string> KeptStatements()
    {
        foreach (var row in _kept.Where(row => row.Replaces))
        {
            var changes = string.Join(", ", row.Values.Select(value => $"{DatabaseTables.Quoted(value.Column)} = {Literal(value)}"));
            yield return $"UPDATE {DatabaseTables.Quoted(row.Self.Table)} SET {changes} WHERE {Condition(row.Self)}";
        }

        foreach (var table in _kept.Where(row => !row.Replaces).GroupBy(row => (row.Self.Table, Columns: ColumnsOf(row))).OrderBy(group => group.Max(Depth)))
        {
            var head = $"INSERT INTO {DatabaseTables.Quoted(table.Key.Table)} ({table.Key.Columns}) VALUES";
            var text = new StringBuilder();
            var rows = 0;
            foreach (var row in table)
            {
                text.Append(rows++ == 0 ? head : ",").Append("\n(").AppendJoin(", ", row.Values.Select(Literal)).Append(')');
                if (rows == RowsPerKeptStatement || text.Length > CharactersPerKeptStatement)
                {
                    yield return text.ToString();
                    text.Clear();
                    rows = 0;
                }
            }

            if (rows > 0)
            {
                yield return text.ToString();
            }
        }
    }

    private static string ColumnsOf(KeptRow row) => string.Join(", ", row.Values.Select(value => DatabaseTables.Quoted(value.Column)));

    private static int Depth(KeptRow row) => row.Values.Select(value => Depth(value.Row)).DefaultIfEmpty().Max();

    private static int Depth(RowReference? row) => row is null ? 0 : 1 + row.Key.Select(part => Depth(part.Row)).DefaultIfEmpty().Max();

    private string Literal(KeptValue value) => value switch
    {
        // Whichever server it was, it is this one now.
        { Row.Table: "nodes" } => _node,
        { Row: { } row } => $"(SELECT id FROM {DatabaseTables.Quoted(row.Table)} WHERE {Condition(row)})",
        { Text: { } text } => SqlLiteral.Of(text),
        _ => "NULL",
    };

    private string Condition(RowReference row) =>
        string.Join(" AND ", row.Key.Select(part => $"{DatabaseTables.Quoted(part.Column)} IS {Literal(part)}"));

    private static bool IsName(string column) => column.Length > 0 && column.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}

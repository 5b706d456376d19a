using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Recover.Core.Databases.Kept;

/// <summary>A row named by its natural key instead of its number, which is another one in another database. Immutable.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">The values that tell it from all other rows of the table.</param>
public sealed record RowReference(string Table, ImmutableArray<KeptValue> Key)
{
    /// <summary>A project.</summary>
    public static RowReference Project(string name) => new("projects", [new KeptValue("name", name, null)]);

    /// <summary>A row that belongs to a project and has a name in it.</summary>
    public static RowReference InProject(string table, string project, string name) =>
        new(table, [new KeptValue("project_id", null, Project(project)), new KeptValue("name", name, null)]);

    /// <summary>The same text for the same row, and for no other.</summary>
    [JsonIgnore]
    public string Identity =>
        $"{Table}({string.Join(',', Key.OrderBy(part => part.Column, StringComparer.Ordinal).Select(part => $"{part.Column}={Text(part)}"))})";

    /// <summary>As people name it, outer things first, such as <c>default/br0/10.0.0.7</c>.</summary>
    [JsonIgnore]
    public string Name => string.Join('/', Parts());

    private IEnumerable<string> Parts() =>
        Key.Where(part => part.Row?.Table != "nodes").SelectMany(part => part.Row is { } row ? row.Parts() : part.Text is { } text ? [text] : []);

    private static string Text(KeptValue part) => part.Row?.Identity ?? (part.Text is { } text ? $"{text.Length}:{text}" : "null");
}

namespace Recover.Core.Backups;

/// <summary>One step through a YAML document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text of a <see cref="YamlTokenKind.Text"/>, else empty.</param>
/// <param name="IsNull">True for an unquoted null, which is no text.</param>
internal readonly record struct YamlToken(YamlTokenKind Kind, string Text = "", bool IsNull = false)
{
    /// <summary>An unquoted text, which may stand for null.</summary>
    public static YamlToken Plain(string text) => new(YamlTokenKind.Text, text, text is "" or "~" or "null" or "Null" or "NULL");

    /// <summary>A quoted or literal text.</summary>
    public static YamlToken Quoted(string text) => new(YamlTokenKind.Text, text);
}

namespace Recover.Core.Backups;

/// <summary>What a YAML document is made of.</summary>
internal enum YamlTokenKind
{
    End,
    MapStart,
    MapEnd,
    ListStart,
    ListEnd,
    Text,
}

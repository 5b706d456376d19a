namespace Recover.Core.Databases;

/// <summary>A column as SQLite describes it.</summary>
internal sealed record DatabaseColumn(string Name, string Type, bool NotNull, bool HasDefault, bool IsKey);

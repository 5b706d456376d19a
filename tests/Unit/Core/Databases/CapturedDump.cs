namespace Recover.Tests.Unit.Core.Databases;

/// <summary>Dumps captured from real daemons of version 6.0.4.</summary>
internal static class CapturedDump
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "databases", $"{name}.sql"));
}

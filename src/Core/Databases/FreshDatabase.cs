using System.Reflection;

namespace Recover.Core.Databases;

/// <summary>
/// What a daemon makes on an empty directory, as SQL dumps of real ones: stands in for a database that does not exist yet. Thread-safe.
/// </summary>
public static class FreshDatabase
{
    /// <summary>Version of the global schema that a daemon of this version makes; null when Recover has no template for it.</summary>
    /// <param name="daemonVersion">Such as <c>6.0.4</c>; null when unknown.</param>
    public static int? SchemaOf(string? daemonVersion)
    {
        var parts = (daemonVersion ?? "").Split('.', '-', '~', '+');
        return parts switch
        {
            ["6", "0", ..] => 73,
            ["7", "0", ..] => 77,
            _ => null,
        };
    }

    /// <summary>The dump of the template.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no template of this schema version.</exception>
    public static string Dump(int schemaVersion)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Recover.Core.Databases.FreshDatabase-{schemaVersion}.sql")
            ?? throw new ArgumentOutOfRangeException(nameof(schemaVersion), schemaVersion, null);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

namespace Recover.Core.Hosts;

/// <summary>Looks for Incus' units of systemd. Thread-safe.</summary>
internal static class SystemdUnits
{
    public const string Service = "incus.service";
    public const string Socket = "incus.socket";

    private const string SystemdMark = "/run/systemd/system";

    private static readonly string[] UnitDirectories =
        ["/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

    /// <summary>True when systemd is this host's init and its units run the daemon of this directory.</summary>
    public static bool Serve(IncusDirectory directory) =>
        Directory.Exists(SystemdMark) && Exists(Service)
        && (directory == IncusDirectory.Default || Texts().Any(text => text.Split([' ', '\n', '"', '\''])
            .Contains($"INCUS_DIR={directory.Root}", StringComparer.Ordinal)));

    /// <summary>Those of the socket and the service that exist, socket first.</summary>
    public static IReadOnlyList<string> Existing() => [.. new[] { Socket, Service }.Where(Exists)];

    private static bool Exists(string unit) => UnitDirectories.Any(directory => File.Exists(Path.Combine(directory, unit)));

    private static IEnumerable<string> Texts()
    {
        foreach (var directory in UnitDirectories)
        {
            var own = Path.Combine(directory, Service);
            var additions = own + ".d";
            string[] files = [.. File.Exists(own) ? [own] : Array.Empty<string>(), .. Directory.Exists(additions) ? Directory.GetFiles(additions) : []];
            foreach (var file in files)
            {
                yield return File.ReadAllText(file);
            }
        }
    }
}

using System.Text.RegularExpressions;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Benchmarks;

/// <summary>
/// A dir pool of many containers with two snapshots each. The first is made by the real daemon, the others are copies of its volume with names, UUIDs and
/// addresses of their own; the real daemon imports them all in the same run, which proves that they are what it would have made.
/// </summary>
internal sealed partial class ManyContainers
{
    public const string Pool = "pool1";

    private int _emptied;

    private ManyContainers(PrivateIncus incus, int count)
    {
        Incus = incus;
        Count = count;
    }

    public PrivateIncus Incus { get; }

    public int Count { get; }

    private string PoolPath => Path.Combine(Incus.IncusDirectory, "storage-pools", Pool);

    public static async Task<ManyContainers> BuildAsync(int count, CancellationToken cancellationToken)
    {
        var incus = await PrivateIncus.CreateAsync(cancellationToken);
        var host = new ManyContainers(incus, count);
        await incus.StartAsync(cancellationToken);
        await incus.IncusLinesAsync($"""
            storage create {Pool} dir
            profile device add default root disk path=/ pool={Pool}
            create --empty {Name(0)} -s {Pool}
            snapshot create {Name(0)} s0
            snapshot create {Name(0)} s1
            """, cancellationToken);
        await incus.StopAsync(cancellationToken);
        var original = Path.Combine(host.PoolPath, "containers", Name(0));
        var text = await File.ReadAllTextAsync(Path.Combine(original, "backup.yaml"), cancellationToken);
        for (var number = 1; number < count; number++)
        {
            await host.CopyAsync(original, text, number, cancellationToken);
        }

        return host;
    }

    /// <summary>Starts the daemon on an empty database, whatever was there.</summary>
    public async Task StartEmptyAsync(CancellationToken cancellationToken)
    {
        await Incus.StopAsync(cancellationToken);
        if (Directory.Exists(Path.Combine(Incus.IncusDirectory, "database")))
        {
            Incus.LoseDatabase();
        }

        // Moved, not deleted: ext4 passes over every inode that was freed a moment ago, again for each new file, and that is not to be measured on either side.
        var aside = Incus.Directory.Make($"links-{_emptied++}");
        foreach (var directory in (string[])["containers", "containers-snapshots"])
        {
            Directory.Move(Path.Combine(Incus.IncusDirectory, directory), Path.Combine(aside, directory));
        }

        await Incus.StartAsync(cancellationToken);
    }

    /// <summary>Number of instances that Incus shows.</summary>
    public async Task<int> ShownAsync(CancellationToken cancellationToken) =>
        (await Incus.IncusAsync(cancellationToken, "list", "--format", "csv", "--columns", "n")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private static string Name(int number) => $"c{number:0000}";

    private async Task CopyAsync(string original, string text, int number, CancellationToken cancellationToken)
    {
        var name = Name(number);
        var copy = Volume("containers", name);
        var owned = text.Replace(Name(0), name, StringComparison.Ordinal);
        owned = UuidPattern().Replace(owned, found => $"{found.Groups[1].Value}{number:x8}{found.Groups[2].Value}");
        owned = AddressPattern().Replace(owned, $"10:66:6a:00:{number >> 8:x2}:{number & 255:x2}");
        Directory.CreateDirectory(Path.Combine(copy, "rootfs"));
        foreach (var file in Directory.GetFiles(original).Where(file => Path.GetFileName(file) != "backup.yaml"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await WriteAsync(copy, owned, cancellationToken);
        foreach (var snapshot in (string[])["s0", "s1"])
        {
            var directory = Volume("containers-snapshots", Path.Combine(name, snapshot));
            Directory.CreateDirectory(Path.Combine(directory, "rootfs"));
            await WriteAsync(directory, owned, cancellationToken);
        }
    }

    private string Volume(string type, string name) => Directory.CreateDirectory(Path.Combine(PoolPath, type, name)).FullName;

    private static async Task WriteAsync(string directory, string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, "backup.yaml");
        await File.WriteAllTextAsync(file, text, cancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        File.SetUnixFileMode(directory, UnixFileMode.UserExecute);
    }

    [GeneratedRegex("(volatile\\.(?:uuid|uuid\\.generation|cloud-init\\.instance-id): )[0-9a-f]{8}(-)")]
    private static partial Regex UuidPattern();

    [GeneratedRegex("10:66:6a(:[0-9a-f]{2}){3}")]
    private static partial Regex AddressPattern();
}

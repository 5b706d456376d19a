using System.Text.RegularExpressions;

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// Volumes that a machine without virtualisation and without MinIO can't make with the real client, laid on a pool by hand as Incus would have: a virtual
/// machine needs the kernel's vhost_vsock, a bucket the MinIO client.
/// </summary>
/// <param name="pool">Path of the pool as the test sees it.</param>
internal sealed class ForgedVolumes(string pool)
{
    private const int DiskBytes = 1 << 20;

    // Of the range for addresses that nobody was assigned.
    private const string Address = "02:00:00:76:6d:01";

    /// <summary>The virtual machine that a stopped container would be, under a number and a network address of its own and with the container's snapshots.</summary>
    public void VirtualMachine(string container, string name, params IReadOnlyList<string> snapshots)
    {
        var text = File.ReadAllText(Path.Combine(pool, "containers", container, "backup.yaml"));
        text = Regex.Replace(ReplaceUuid(text, Guid.NewGuid().ToString()), "(\\.hwaddr): \\S+", "$1: " + Address)
            .Replace($"name: {container}", $"name: {name}", StringComparison.Ordinal)
            .Replace("type: container", "type: virtual-machine", StringComparison.Ordinal)
            .Replace("content_type: filesystem", "content_type: block", StringComparison.Ordinal);
        var directory = Directory.CreateDirectory(Path.Combine(pool, "virtual-machines", name)).FullName;
        File.WriteAllText(Path.Combine(directory, "backup.yaml"), text);
        File.SetUnixFileMode(Path.Combine(directory, "backup.yaml"), UnixFileMode.UserRead);
        WriteDisk(directory, seed: 1);
        foreach (var (number, snapshot) in snapshots.Index())
        {
            WriteDisk(Directory.CreateDirectory(Path.Combine(pool, "virtual-machines-snapshots", name, snapshot)).FullName, seed: number + 2);
        }
    }

    /// <summary>A bucket with one object in it.</summary>
    public void Bucket(string storedName)
    {
        var directory = Directory.CreateDirectory(Path.Combine(pool, "buckets", storedName, "minio", "data")).FullName;
        File.WriteAllText(Path.Combine(directory, "object"), "kept in a bucket\n");
    }

    /// <summary>The text of a backup file with another number of the instance.</summary>
    public static string ReplaceUuid(string text, string uuid) => Regex.Replace(text, "(volatile\\.uuid(?:\\.generation)?): \\S+", "$1: " + uuid);

    /// <summary>Bytes that show when a single one is changed or moved.</summary>
    public static byte[] Pattern(int length, int seed) => [.. Enumerable.Range(0, length).Select(place => (byte)((place * 31) + (place / 251) + seed))];

    private static void WriteDisk(string directory, int seed) => File.WriteAllBytes(Path.Combine(directory, "root.img"), Pattern(DiskBytes, seed));
}

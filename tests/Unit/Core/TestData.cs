namespace Recover.Tests.Unit.Core;

/// <summary>Files captured from a real Incus 6.0.4.</summary>
internal static class TestData
{
    public static string Directory { get; } = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>A container with one snapshot and a root disk of its own.</summary>
    public static byte[] OneSnapshot => Read("backup-c0-one-snapshot.yaml");

    /// <summary>A container with a custom volume, two profiles, a NIC and two snapshots, one of which expires.</summary>
    public static byte[] TwoSnapshots => Read("backup-c1-custom-volume-snapshots.yaml");

    /// <summary>A container on a btrfs pool.</summary>
    public static byte[] OnBtrfs => Read("backup-k2-btrfs.yaml");

    /// <summary>A container of Incus 7.0.2 with a custom volume that belongs to it and has a snapshot.</summary>
    public static byte[] DependentVolume => Read("backup-7-dependent-volume.yaml");

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Directory, name));
}

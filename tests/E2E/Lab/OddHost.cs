using System.Text.Json;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// The small host with more instances and volumes, of which some lost their data and some a record; records are taken away by the real daemon's own SQL,
/// so that what hangs on them goes as it would anywhere.
/// </summary>
internal sealed class OddHost
{
    private OddHost(SmallHost host) => Host = host;

    public SmallHost Host { get; }

    public PrivateIncus Incus => Host.Incus;

    /// <summary>What the database said before anything went wrong, without what is removed and what no disk can tell.</summary>
    public SortedSet<string> Whole { get; private set; } = [];

    /// <summary>What it said when Recover came.</summary>
    public SortedSet<string> Damaged { get; private set; } = [];

    /// <summary>Everything that does not go together, in ordinal order.</summary>
    public IReadOnlyList<string> Expected { get; private set; } = [];

    public IReadOnlyList<string> Removed { get; } =
    [
        Id(MismatchKind.InstanceGhost, "default/u3"),
        Id(MismatchKind.SnapshotGhost, "default/u4/s0"),
        Id(MismatchKind.RootVolumeAlone, "default/u5"),
        Id(MismatchKind.VolumeGhost, "default/data2"),
    ];

    public IReadOnlyList<string> Rebuilt { get; } =
    [
        Id(MismatchKind.InstanceAlone, "default/u1"),
        Id(MismatchKind.VolumeSnapshotAlone, "default/u2/s0"),
        Id(MismatchKind.InstanceSnapshotAlone, "default/u4/s1"),
        Id(MismatchKind.SnapshotUnrecorded, "default/data/v0"),
    ];

    /// <summary>Builds the host; its daemon runs.</summary>
    public static async Task<OddHost> BuildAsync(CancellationToken cancellationToken)
    {
        var odd = new OddHost(await SmallHost.BuildAsync(
            _ => $"""
                create tiny u3
                snapshot create u3 s0
                config set u3 user.note=gone
                create tiny u4
                snapshot create u4 s0
                snapshot create u4 s1
                create tiny u5
                storage volume create {SmallHost.Pool} data
                storage volume snapshot create {SmallHost.Pool} data v0
                storage volume create {SmallHost.Pool} data2
                storage volume snapshot create {SmallHost.Pool} data2 v0
                """,
            cancellationToken));
        try
        {
            await odd.DamageAsync(cancellationToken);
            return odd;
        }
        catch
        {
            await odd.Incus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Facts without what is removed, and without what only the database knew of the snapshot of a custom volume.</summary>
    public static SortedSet<string> Comparable(SortedSet<string> facts) => new(
        facts.Where(fact => !IsRemoved(fact) && !fact.StartsWith($"volume snapshot {SmallHost.Pool} default/2/data/v0 created=", StringComparison.Ordinal)),
        StringComparer.Ordinal);

    /// <summary>What is left starts, takes a snapshot and is deleted, all by the daemon.</summary>
    public async Task IsServedAsync(CancellationToken cancellationToken)
    {
        await Incus.IncusLinesAsync(
            $"""
            start u1
            exec u1 -- cat /root/who
            snapshot create u1 after
            snapshot restore u2 s0
            snapshot delete u4 s1
            storage volume snapshot delete {SmallHost.Pool} data v0
            stop --force u1
            """,
            cancellationToken);
    }

    private static bool IsRemoved(string fact) =>
        fact.Contains("/u3", StringComparison.Ordinal) || fact.Contains("/u5", StringComparison.Ordinal)
        || fact.Contains("/u4/s0", StringComparison.Ordinal) || fact.Contains("/data2", StringComparison.Ordinal);

    private static string Id(MismatchKind kind, string label) => $"{JsonNamingPolicy.CamelCase.ConvertName($"{kind}")}:{SmallHost.Pool}/{label}";

    private async Task DamageAsync(CancellationToken cancellationToken)
    {
        Whole = Comparable(DatabaseFacts.Read(await Incus.DumpAsync(cancellationToken)));
        var pool = Path.Combine(Incus.IncusDirectory, "storage-pools", SmallHost.Pool);
        foreach (var lost in (string[])["containers/u3", "containers-snapshots/u3", "containers-snapshots/u4/s0", "custom/default_data2", "custom-snapshots/default_data2"])
        {
            Directory.Delete(Path.Combine(pool, lost), recursive: true);
        }

        foreach (var sql in (string[])
        [
            "DELETE FROM storage_volumes WHERE name = 'u1' AND type = 0",
            "DELETE FROM instances_snapshots WHERE name = 's0' AND instance_id = (SELECT id FROM instances WHERE name = 'u2')",
            "DELETE FROM storage_volumes_snapshots WHERE name = 's1' AND storage_volume_id = (SELECT id FROM storage_volumes WHERE name = 'u4')",
            "DELETE FROM instances WHERE name = 'u5'",
            "DELETE FROM storage_volumes_snapshots WHERE name = 'v0' AND storage_volume_id = (SELECT id FROM storage_volumes WHERE name = 'data')",
        ])
        {
            await Incus.IncusAsync(cancellationToken, "admin", "sql", "global", sql);
        }

        var image = Path.GetFileName(Directory.GetFiles(Path.Combine(Incus.IncusDirectory, "images")).Single(file => !file.EndsWith(".rootfs", StringComparison.Ordinal)));
        File.Delete(Path.Combine(Incus.IncusDirectory, "images", image));
        Damaged = DatabaseFacts.Read(await Incus.DumpAsync(cancellationToken));
        Expected = [.. Removed.Concat(Rebuilt).Append($"imageGhost:default/{image}").Order(StringComparer.Ordinal)];
    }
}

using System.Text.RegularExpressions;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Defects;

/// <summary>
/// The 33 kinds of damage that were measured against the recovery Incus brings, where all but six of them keep every other instance of the pool
/// from coming back.
/// </summary>
internal static class KnownDefects
{
    /// <summary>Name of the instance that is made again by the operator before the recovery, on another pool.</summary>
    public const string Recreated = "d33";

    /// <summary>Containers that the host must have, each with the snapshots s0 and s1.</summary>
    public static IEnumerable<string> Containers => Enumerable.Range(1, 33).Where(number => number is not (11 or 31 or 32)).Select(number => $"d{number:00}");

    private static readonly string[] Both = ["s0", "s1"];

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("backup file cut in the middle", "d01", FindingCode.BackupVolumeMissing, VolumeState.Question, null, pool => pool.Edit("d01", text => text[..(text.Length * 2 / 5)])),
        new("backup file cut after the instance", "d02", FindingCode.BackupVolumeMissing, VolumeState.Question, null, pool => pool.CutBefore("d02", "snapshots")),
        new("backup file cut before the volume", "d03", FindingCode.BackupVolumeMissing, VolumeState.Question, null, pool => pool.CutBefore("d03", "volume")),
        new("backup file cut before the volume's snapshots", "d04", FindingCode.BackupVolumeSnapshotsMissing, VolumeState.Recoverable, Both, pool => pool.CutBefore("d04", "volume_snapshots")),
        new("snapshots emptied in the backup file", "d05", FindingCode.SnapshotMissingInFile, VolumeState.Recoverable, Both, pool => pool.Empty("d05", "snapshots", "pool")),
        new("backup file of no bytes", "d06", FindingCode.BackupFileEmpty, VolumeState.Question, null, pool => pool.Edit("d06", _ => "")),
        new("backup file of zero bytes", "d07", FindingCode.BackupFileDamaged, VolumeState.Question, null, pool => pool.Edit("d07", text => new string('\0', text.Length))),
        new("unknown field", "d08", FindingCode.BackupFieldUnknown, VolumeState.Recoverable, Both, pool => pool.Edit("d08", text => text + "moonphase: full\n")),
        new("no backup file", "d09", FindingCode.BackupFileMissing, VolumeState.Question, null, pool => File.Delete(pool.BackupFile("d09"))),
        new("backup file is a directory", "d10", FindingCode.BackupFileUnfit, VolumeState.Question, null, pool =>
        {
            File.Delete(pool.BackupFile("d10"));
            Directory.CreateDirectory(pool.BackupFile("d10"));
        }),
        new("empty directory", "d11", FindingCode.BackupFileMissing, VolumeState.Broken, null, pool => Directory.CreateDirectory(pool.Container("d11"))),
        new("other pool name", "d12", FindingCode.PoolNameMismatch, VolumeState.Question, Both, pool => pool.Replace("d12", "  name: pool1\n", "  name: poolx\n")),
        new("other pool driver", "d13", FindingCode.PoolDriverMismatch, VolumeState.Question, null, pool => pool.Replace("d13", "  driver: dir\n", "  driver: zfs\n")),
        new("other pool source", "d14", FindingCode.PoolConfigDisagreement, VolumeState.Recoverable, Both, pool => pool.Edit("d14", text =>
            Regex.Replace(text, "    source: .*", "    source: /srv/elsewhere"))),
        new("other instance name", "d15", FindingCode.InstanceNameMismatch, VolumeState.Broken, null, pool => pool.Replace("d15", "  name: d15\n", "  name: other\n")),
        new("copy of a directory", "d16dup", FindingCode.InstanceNameMismatch, VolumeState.Broken, null, pool => pool.Copy("d16", "d16dup")),
        new("snapshot gone from the disk", "d17", FindingCode.SnapshotMissingOnDisk, VolumeState.Recoverable, ["s1"], pool => Directory.Delete(pool.Snapshot("d17", "s0"), recursive: true)),
        new("snapshot not in the file", "d18", FindingCode.SnapshotMissingInFile, VolumeState.Recoverable, ["manual", "s0", "s1"], pool => Directory.CreateDirectory(pool.Snapshot("d18", "manual"))),
        new("other project in the file", "d19", FindingCode.ProjectMismatch, VolumeState.Recoverable, Both, pool => pool.Replace("d19", "  project: default\n", "  project: shop\n")),
        new("directory of an unknown project", "office_d20", FindingCode.ProjectMissing, VolumeState.Question, [], pool =>
        {
            pool.Copy("d20", "office_d20");
            pool.ForgetSnapshots("office_d20");
            pool.Edit("office_d20", text => ForgedVolumes.ReplaceUuid(text, "0b0e2b55-6c1b-4f3e-8d0f-2f6a3a1c9d20"));
        }),
        new("unknown network", "d21", FindingCode.NetworkMissing, VolumeState.Question, Both, pool => pool.AddDevice("d21", "eth7", "name: eth7", "network: nosuch", "type: nic")),
        new("missing parent interface", "d22", FindingCode.ParentInterfaceMissing, VolumeState.Recoverable, Both, pool =>
            pool.AddDevice("d22", "eth7", "name: eth7", "nictype: bridged", "parent: nosuchbr", "type: nic")),
        new("unknown profile", "d23", FindingCode.ProfileMissing, VolumeState.Question, Both, pool => pool.Edit("d23", text =>
            text.Replace("  - default\n", "  - default\n  - nosuch\n", StringComparison.Ordinal))),
        new("disk of a missing volume", "d24", FindingCode.DeviceVolumeMissing, VolumeState.Question, Both, pool =>
            pool.AddDevice("d24", "data", "path: /data", "pool: pool1", "source: nosuch", "type: disk")),
        new("disk of a missing pool", "d25", FindingCode.DevicePoolMissing, VolumeState.Question, Both, pool =>
            pool.AddDevice("d25", "data", "path: /data", "pool: poolz", "source: nosuch", "type: disk")),
        new("unknown config key", "d26", FindingCode.ConfigKeyUnknown, VolumeState.Recoverable, Both, pool => pool.AddConfig("d26", "no.such.key: \"1\"")),
        new("value that Incus refuses", "d27", FindingCode.ConfigValueInvalid, VolumeState.Recoverable, Both, pool => pool.AddConfig("d27", "limits.memory: lots")),
        new("UUID of another instance", "d28", FindingCode.UuidDuplicate, VolumeState.Recoverable, Both, pool => pool.Edit("d28", text => ForgedVolumes.ReplaceUuid(text, UuidOf(pool, "d16")))),
        new("foreign architecture", "d29", FindingCode.ArchitectureForeign, VolumeState.Recoverable, Both, pool => pool.Replace("d29", "architecture: x86_64", "architecture: aarch64")),
        new("virtual machine among the containers", "d30", FindingCode.InstanceTypeMismatch, VolumeState.Broken, null, pool => pool.Edit("d30", text =>
            ReplaceFirst(text, "  type: container\n", "  type: virtual-machine\n"))),
        new("virtual machine on a host without", "v31", FindingCode.VirtualMachinesUnsupported, VolumeState.Recoverable, ["s0"], pool => pool.Forge.VirtualMachine("good2", "v31", "s0")),
        new("stray file", "README", FindingCode.StrayEntry, VolumeState.Broken, null, pool => File.WriteAllText(pool.Container("README"), "do not delete\n")),
        new("instance made again by the operator", Recreated, FindingCode.InstanceAlreadyRecorded, VolumeState.Broken, null, null),
    ];

    private static string UuidOf(BrokenPool pool, string name) =>
        Regex.Match(File.ReadAllText(pool.BackupFile(name)), "volatile\\.uuid: (\\S+)").Groups[1].Value;

    private static string ReplaceFirst(string text, string old, string replacement)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? throw new InvalidDataException(old) : string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length));
    }
}

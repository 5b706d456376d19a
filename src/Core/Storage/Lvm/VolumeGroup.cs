using System.Collections.Immutable;

namespace Recover.Core.Storage.Lvm;

/// <summary>A volume group as LVM reports it. Immutable.</summary>
/// <param name="Name">LVM allows letters, digits and <c>+ _ . -</c>.</param>
/// <param name="Uuid">With hyphens.</param>
/// <param name="IsTagged">True when it carries the tag that Incus gives the groups it uses.</param>
/// <param name="SizeBytes">All of it.</param>
/// <param name="MissingDevices">How many of its devices are not there.</param>
/// <param name="Devices">Paths of the devices that are there.</param>
/// <param name="Volumes">Its volumes, hidden ones left out.</param>
internal sealed record VolumeGroup(
    string Name,
    string Uuid,
    bool IsTagged,
    long SizeBytes,
    int MissingDevices,
    ImmutableArray<string> Devices,
    ImmutableArray<LogicalVolume> Volumes)
{
    /// <summary>The device-mapper's name of a volume; the path is below <c>/dev/mapper/</c>.</summary>
    public string MappedName(string volume) => $"{Escape(Name)}-{Escape(volume)}";

    /// <summary>True when the kernel has the volume active under whatever name.</summary>
    public bool IsActive(LogicalVolume volume, IEnumerable<string> activeUuids)
    {
        var uuid = $"LVM-{Plain(Uuid)}{Plain(volume.Uuid)}";
        return activeUuids.Any(active => active == uuid || active.StartsWith(uuid + "-", StringComparison.Ordinal));
    }

    private static string Escape(string name) => name.Replace("-", "--", StringComparison.Ordinal);

    private static string Plain(string uuid) => uuid.Replace("-", "", StringComparison.Ordinal);
}

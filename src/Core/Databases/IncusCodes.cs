namespace Recover.Core.Databases;

/// <summary>Numbers that the global database stores for words (Incus 6.0 to 7.3). Thread-safe.</summary>
public static class IncusCodes
{
    private static readonly string[] DeviceTypes =
        ["none", "nic", "disk", "unix-char", "unix-block", "usb", "gpu", "infiniband", "proxy", "unix-hotplug", "tpm", "pci"];

    private static readonly string[] NetworkTypes = ["bridge", "macvlan", "sriov", "ovn", "physical"];

    private static readonly string[] Architectures =
    [
        "i686", "x86_64", "armv7l", "aarch64", "ppc", "ppc64", "ppc64le", "s390x", "mips", "mips64", "riscv32", "riscv64", "armv6l",
        "armv8l", "loongarch64",
    ];

    private static readonly HashSet<string> RemoteDrivers =
        new(["ceph", "cephfs", "cephobject", "lvmcluster", "linstor", "truenas"], StringComparer.Ordinal);

    /// <summary>Code of a device's <c>type</c>; null when Incus has no such type.</summary>
    public static int? Device(string type) => Find(DeviceTypes, type, 0);

    /// <summary>Code of a network's type; null when Incus has no such type.</summary>
    public static int? Network(string type) => Find(NetworkTypes, type, 0);

    /// <summary>Word of a network's type code; null when unknown.</summary>
    public static string? NetworkType(int code) => code >= 0 && code < NetworkTypes.Length ? NetworkTypes[code] : null;

    /// <summary>Code of an architecture name; null when Incus has no such architecture.</summary>
    public static int? Architecture(string name) => Find(Architectures, name, 1);

    /// <summary>Name of an architecture code; null when unknown.</summary>
    public static string? ArchitectureName(int code) => code >= 1 && code <= Architectures.Length ? Architectures[code - 1] : null;

    /// <summary>True when volumes of this driver belong to the cluster, so that their <c>node_id</c> is NULL.</summary>
    public static bool IsRemoteDriver(string driver) => RemoteDrivers.Contains(driver);

    /// <summary>Device types in the order of their codes.</summary>
    internal static IReadOnlyList<string> DeviceTypeWords => DeviceTypes;

    private static int? Find(string[] words, string word, int first) =>
        Array.IndexOf(words, word) is var index && index >= 0 ? index + first : null;
}

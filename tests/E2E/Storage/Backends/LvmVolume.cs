namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>Shell lines that reach a logical volume of the scenario's pool.</summary>
internal static class LvmVolume
{
    /// <summary>Zeroes the beginning of the file system of <c>bad-fs</c>.</summary>
    public static string Zero(string group) => $"""
        lvchange --quiet --activate y --ignoreactivationskip {group}/containers_bad--fs
        dd if=/dev/zero of=/dev/{group}/containers_bad--fs bs=1M count=16 conv=fsync status=none
        lvchange --quiet --activate n {group}/containers_bad--fs
        """;
}

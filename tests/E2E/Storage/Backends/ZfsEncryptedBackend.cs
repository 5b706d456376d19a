namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>An encrypted dataset whose key Recover is told, and Incus finds in a file.</summary>
public sealed class ZfsEncryptedBackend : StorageBackend
{
    /// <summary>What opens the dataset.</summary>
    public const string Key = "open sesame";

    private const string KeyFile = "/root/zfs-key";

    public override string Driver => "zfs";

    public override int Disks => 1;

    public override string Prepare => $"""
        zpool create -m none tank /dev/ubdb
        echo "{Key}" > {KeyFile}
        zfs create -o encryption=on -o keyformat=passphrase -o keylocation=file://{KeyFile} tank/incus
        """;

    public override string CreatePool => "zfs source=tank/incus";

    public override string BreakFileSystem => ZfsBreakage.EmptyVolume("tank/incus");

    public override string Options => $"--zfs-key tank/incus=- < {KeyFile}";

    public override string Fingerprint => "zdb -l /dev/ubdb1 2>/dev/null || zdb -l /dev/ubdb";
}

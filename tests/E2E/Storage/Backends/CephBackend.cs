namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>Images in a pool of a ceph cluster of one machine, and beside it a file system of the same cluster.</summary>
public sealed class CephBackend : StorageBackend
{
    private const string Line = "on the file system";

    public override string Driver => "ceph";

    public override int Disks => 1;

    public override string AfterBoot => "/lab/guest/ceph-start files";

    public override string CreatePool => "ceph ceph.osd.pg_num=8 volume.size=128MiB";

    public override string More => $"""
        storage create files cephfs source=files
        storage volume create files docs
        storage volume attach files docs web-1 docs /srv/docs
        exec web-1 -- sh -c 'echo {Line} > /srv/docs/file; sync'
        storage volume snapshot create files docs v-0
        """;

    public override IReadOnlyDictionary<string, string> MoreFiles => new Dictionary<string, string> { ["/srv/docs/file"] = Line };

    public override string BreakFileSystem => $"""
        device=$(rbd device map --pool={Pool} --image=container_bad-fs)
        dd if=/dev/zero of="$device" bs=1M count=8 conv=fsync
        rbd device unmap "$device"
        """;

    public override bool IsOnDisksAlone => false;

    public override string Fingerprint => $"""
        rbd ls --long --pool={Pool}
        rados --pool={Pool} export - 2> /dev/null | sha256sum
        rados --pool=files_data export - 2> /dev/null | sha256sum
        """;
}

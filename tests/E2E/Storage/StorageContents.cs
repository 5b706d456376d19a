using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Storage;

/// <summary>
/// What every lost host of the lab has in its pool: containers of two projects that run and one that is empty, volumes with files and without, snapshots, names with
/// dashes, an instance and a volume of one name; and containers that are broken, each in its own way.
/// </summary>
internal static class StorageContents
{
    public const string InSnapshot = "before the snapshot";
    public const string Latest = "after the snapshot";
    public const string DataLine = "data of the volume";
    public const string ShopLine = "data of the shop";

    /// <summary>Volumes that must come back: project, type, name.</summary>
    public static readonly IReadOnlyList<string> Good =
    [
        "default container bare", "default container web-1", "default custom blk-1", "default custom data-1", "shop container web-1", "shop custom web-1",
    ];

    /// <summary>Containers whose backup file was broken on the pool.</summary>
    public static readonly IReadOnlyList<string> BadFiles = ["bad-missing", "bad-pool", "bad-snapshot"];

    /// <summary>The container whose file system can't be read any more, where the backend has one per volume.</summary>
    public const string BadFileSystem = "bad-fs";

    /// <summary>Fills the pool; four containers and more run afterwards.</summary>
    public static async Task FillAsync(GuestIncus incus, StorageBackend backend, CancellationToken cancellationToken)
    {
        await incus.IncusLinesAsync($"""
            storage create {StorageBackend.Pool} {backend.CreatePool}
            profile device add default root disk path=/ pool={StorageBackend.Pool}
            project create shop -c features.images=false -c features.profiles=true -c features.storage.volumes=true
            --project shop profile device add default root disk path=/ pool={StorageBackend.Pool}
            launch tiny web-1
            create --empty bare
            storage volume create {StorageBackend.Pool} data-1 size=64MiB
            storage volume create {StorageBackend.Pool} blk-1 --type=block size=16MiB
            storage volume attach {StorageBackend.Pool} data-1 web-1 data /srv/data
            --project shop launch tiny web-1
            --project shop storage volume create {StorageBackend.Pool} web-1 size=64MiB
            --project shop storage volume attach {StorageBackend.Pool} web-1 web-1 data /srv/data
            """, cancellationToken);
        await incus.ShellAsync("default", "web-1", $"echo {InSnapshot} > /root/state; echo {DataLine} > /srv/data/file; chown 33:33 /srv/data/file; sync", cancellationToken);
        await incus.ShellAsync("shop", "web-1", $"echo {ShopLine} > /srv/data/file; echo {ShopLine} > /root/state", cancellationToken);
        await incus.IncusLinesAsync($"""
            snapshot create web-1 s-0
            storage volume snapshot create {StorageBackend.Pool} data-1 v-0
            storage volume snapshot create {StorageBackend.Pool} blk-1 v-0
            {backend.More}
            """, cancellationToken);
        await incus.ShellAsync("default", "web-1", $"echo {Latest} > /root/state; sync", cancellationToken);
    }

    /// <summary>Adds the broken containers; the database must have been dumped before.</summary>
    public static async Task BreakAsync(LabGuest guest, GuestIncus incus, StorageBackend backend, CancellationToken cancellationToken)
    {
        await incus.IncusLinesAsync(string.Join('\n', BadFiles.Select(name => $"launch tiny {name}")) + "\nsnapshot create bad-snapshot s-0", cancellationToken);
        await guest.RunAsync($"""
            set -e
            cd {GuestIncus.Directory}/storage-pools/{StorageBackend.Pool}/containers
            rm bad-missing/backup.yaml
            grep -q '^  name: {StorageBackend.Pool}$' bad-pool/backup.yaml
            sed -i 's/^  name: {StorageBackend.Pool}$/  name: another/' bad-pool/backup.yaml
            grep -q 'name: s-0$' bad-snapshot/backup.yaml
            sed -i 's/name: s-0$/name: s-9/' bad-snapshot/backup.yaml
            sync
            """, cancellationToken);
        if (backend.BreakFileSystem.Length > 0)
        {
            await incus.IncusAsync($"create tiny {BadFileSystem}", cancellationToken);
            await guest.RunAsync("set -e\n" + backend.BreakFileSystem, cancellationToken);
        }
    }
}

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// A host as people run it, built by the real client: two projects and an empty one, profiles with contents, a bridge with settings of its own, containers
/// with snapshots and expiry, a shared data volume written from inside, a block and an ISO volume with known bytes; and by hand a virtual machine and a bucket.
/// </summary>
internal sealed class RichHost
{
    public const string Pool = "local";
    public const string Bridge = "rbr0";
    public const string EditedConfiguration = "edited by the administrator";
    public const string DataLine = "written before the disaster";
    public const string VirtualMachine = "v1";
    public const string Bucket = "bkt1";

    private const int IsoBytes = 150_000;
    private const int BlockBytes = 16 << 20;

    private RichHost(PrivateIncus incus, string driver)
    {
        Incus = incus;
        Driver = driver;
    }

    public PrivateIncus Incus { get; }

    public string Driver { get; }

    /// <summary>The database as it was before it was lost.</summary>
    public string DumpBefore { get; private set; } = "";

    /// <summary>Hashes of all disk images and objects in buckets, as they were when the database was lost; one a line.</summary>
    public string ImagesBefore { get; private set; } = "";

    /// <summary>The loop file of a btrfs pool.</summary>
    public string LoopFile => Path.Combine(Incus.IncusDirectory, "disks", Pool + ".img");

    public string PoolPath => Path.Combine(Incus.IncusDirectory, "storage-pools", Pool);

    /// <summary>Builds the host; its daemon and three of its containers run afterwards.</summary>
    public static async Task<RichHost> BuildAsync(string driver, CancellationToken cancellationToken)
    {
        var incus = await PrivateIncus.CreateAsync(cancellationToken);
        try
        {
            var host = new RichHost(incus, driver);
            await host.FillAsync(cancellationToken);
            return host;
        }
        catch
        {
            await incus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops all containers, takes the dump, stops the daemon and loses the database.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="keepCopy">True when the copy that the daemon wrote when it stopped is left.</param>
    public async Task LoseStoppedAsync(CancellationToken cancellationToken, bool keepCopy = false)
    {
        await Incus.IncusAsync(cancellationToken, "stop", "--force", "c1", "c2");
        await Incus.IncusAsync(cancellationToken, "--project", "shop", "stop", "--force", "db1");
        DumpBefore = await Incus.DumpAsync(cancellationToken);
        await Incus.StopAsync(cancellationToken);
        if (keepCopy)
        {
            Incus.LoseLog();
        }
        else
        {
            Incus.LoseDatabase();
        }

        var forge = new ForgedVolumes(Incus.FromOutside(PoolPath));
        forge.VirtualMachine("c3", VirtualMachine, "s0");
        forge.Bucket($"default_{Bucket}");
        ImagesBefore = await ImagesAsync(cancellationToken);
    }

    /// <summary>Hashes of all disk images and objects in buckets as they are now.</summary>
    public Task<string> ImagesAsync(CancellationToken cancellationToken) => Incus.RunAsync(
        "sh", ["-c", "cd \"$1\" && find . -type f '(' -name root.img -o -path './buckets/*' ')' -print0 | sort -z | xargs -0 sha256sum", "images", PoolPath], cancellationToken);

    /// <summary>Takes the dump, kills the daemon while the containers run, and loses the database.</summary>
    public async Task LoseRunningAsync(CancellationToken cancellationToken)
    {
        DumpBefore = await Incus.DumpAsync(cancellationToken);
        await Incus.KillAsync(cancellationToken);
        Incus.LoseDatabase();
    }

    /// <summary>Takes away what was laid on the pool by hand after the dump, so that it does not count as added.</summary>
    public void RemoveForged()
    {
        foreach (var place in (string[])["virtual-machines", "virtual-machines-snapshots", "buckets"])
        {
            foreach (var directory in Directory.GetDirectories(Incus.FromOutside(Path.Combine(PoolPath, place))))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var image = await TinyImage.BuildAsync(Incus.Directory, cancellationToken);
        await Incus.StartAsync(cancellationToken);
        var iso = Incus.Directory.Of("cd1.iso");
        await File.WriteAllBytesAsync(iso, ForgedVolumes.Pattern(IsoBytes, seed: 3), cancellationToken);
        var size = Driver == "btrfs" ? "size=512MiB" : "";
        await Incus.IncusLinesAsync($"""
            image import {image} --alias tiny
            storage create {Pool} {Driver} user.note=spinning-disks {size}
            network create {Bridge} ipv4.address=10.77.9.1/24 ipv4.nat=true ipv4.dhcp.ranges=10.77.9.100-10.77.9.150 ipv6.address=none dns.domain=lab user.note=uplink
            profile device add default root disk path=/ pool={Pool}
            profile device add default eth0 nic network={Bridge} name=eth0
            profile create web
            profile set web limits.memory=256MiB environment.ROLE=web
            profile set web boot.autostart.delay=1
            profile device add web scratch disk source=/tmp path=/mnt/scratch
            profile create unused
            profile set unused limits.cpu=1
            project create shop -c features.images=false -c features.profiles=true -c features.storage.volumes=true -c user.owner=shop-team
            project create empty
            --project shop profile device add default root disk path=/ pool={Pool}
            --project shop profile create database
            --project shop profile set database limits.processes=500
            --project shop profile device add database eth0 nic network={Bridge} name=eth0
            launch tiny c1 -p default -p web -c snapshots.expiry=4w -c user.purpose=frontend
            launch tiny c2 -d eth0,ipv4.address=10.77.9.50
            --project shop launch tiny db1 -p default -p database
            create tiny c3 -c boot.autostart=false
            storage volume create {Pool} data1 user.note=customers
            storage volume create {Pool} blk1 --type=block size=16MiB
            storage volume import {Pool} {iso} cd1 --type=iso
            --project shop storage volume create {Pool} dumps
            storage volume attach {Pool} data1 c1 data /srv/data
            storage volume snapshot create {Pool} blk1 empty
            snapshot create c3 s0
            snapshot create c1 before-update
            snapshot create c1 after-update
            --project shop snapshot create db1 nightly
            storage volume snapshot create {Pool} data1 weekly
            """, cancellationToken);
        await Incus.IncusAsync(cancellationToken, "config", "set", "c1", "--property", "description=The shop's front end");
        await Incus.IncusAsync(cancellationToken, "profile", "set", "web", "--property", "description=Web servers; with 'quotes'");
        await Incus.ShellAsync("default", "c1", $"echo '{DataLine}' > /srv/data/customers && chown 33:33 /srv/data/customers && chmod 640 /srv/data/customers", cancellationToken);
        await Incus.ShellAsync("default", "c2", $"echo '{EditedConfiguration}' > /etc/appconfig && echo c2 > /root/who && chown 33:33 /root/who", cancellationToken);
        await Incus.ShellAsync("shop", "db1", "echo db1 > /root/who", cancellationToken);
        await Incus.IncusAsync(cancellationToken, "restart", "--force", "c1");
        var disk = Incus.FromOutside(Path.Combine(PoolPath, "custom", "default_blk1", "root.img"));
        await using var blocks = File.OpenWrite(disk);
        await blocks.WriteAsync(ForgedVolumes.Pattern(BlockBytes, seed: 4), cancellationToken);
    }
}

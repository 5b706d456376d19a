using System.Text;
using Recover.Core.Hosts;

namespace Recover.Core.Samples;

/// <summary>
/// A lost host for practice, built in a directory without root: a dir pool with containers and their snapshots, a virtual machine, custom volumes, and
/// broken entries among them; leftovers of a network; images; and no database. Immutable.
/// </summary>
/// <param name="Options">To be looked at with these.</param>
/// <param name="Data">Where Recover keeps its things for it.</param>
/// <param name="Daemon">Stands in for its daemon.</param>
public sealed record SampleHost(HostOptions Options, DataDirectory Data, SampleDaemonControl Daemon)
{
    /// <summary>Name of its pool.</summary>
    public const string Pool = "default";

    /// <summary>Builds it, or opens the one that is there already.</summary>
    /// <param name="directory">Absolute path; is made when missing.</param>
    /// <param name="time">Clock for the dates in its files.</param>
    /// <param name="cancellationToken">Gives up; what was built stays.</param>
    public static async Task<SampleHost> CreateAsync(string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var incus = new IncusDirectory(Path.Combine(directory, "incus"));
        var data = new DataDirectory(Path.Combine(directory, "data"));
        var built = Path.Combine(directory, "built");
        if (!File.Exists(built))
        {
            await BuildAsync(incus, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(built, "", cancellationToken).ConfigureAwait(false);
        }

        return new SampleHost(new HostOptions { Directory = incus, IsSample = true }, data, new SampleDaemonControl(incus));
    }

    /// <summary>What a look at the host told, with what only the stand-in daemon knows.</summary>
    public async Task<HostSurvey> CompleteAsync(HostSurvey survey, CancellationToken cancellationToken) => survey with
    {
        Version = SampleDaemonControl.Version,
        Daemon = await Daemon.StateAsync(cancellationToken).ConfigureAwait(false),
        SupportsVirtualMachines = true,
        // Nothing of the practice may hang on the machine it is done on.
        Architecture = "x86_64",
    };

    private static async Task BuildAsync(IncusDirectory incus, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var directory in (string[])["containers", "containers-snapshots", "virtual-machines", "virtual-machines-snapshots", "database", "disks"])
        {
            Directory.CreateDirectory(Path.Combine(incus.Root, directory));
        }

        var pool = incus.Pool(Pool);
        var files = new SampleBackupFile(pool, now);
        foreach (var instance in SampleContents.Instances)
        {
            await AddInstanceAsync(pool, instance, files.Write(instance), now, cancellationToken).ConfigureAwait(false);
        }

        await AddVolumesAsync(pool, cancellationToken).ConfigureAwait(false);
        await AddBrokenAsync(pool, files.Write(SampleContents.Cut), now, cancellationToken).ConfigureAwait(false);
        await AddNetworkAsync(incus, cancellationToken).ConfigureAwait(false);
        foreach (var image in (string[])["3fbf9bbdc6f37cb7ff96e360069b0e3c4f63d7e1dd01e10cf38f86b939dab2c5", "9c1f3c2a7d04a9be54a1e0c4b2a85f61c0e3d7b6a4f2918d7c6e5b4a39281706"])
        {
            await AddAsync(Path.Combine(incus.Images, image), "image metadata", cancellationToken).ConfigureAwait(false);
            await AddAsync(Path.Combine(incus.Images, $"{image}.rootfs"), "image root file system", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AddInstanceAsync(string pool, SampleInstance instance, string backup, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kind = instance.IsVirtualMachine ? "virtual-machines" : "containers";
        var root = Path.Combine(pool, kind, instance.StoredName);
        foreach (var place in instance.Snapshots.Select(name => Path.Combine(pool, $"{kind}-snapshots", instance.StoredName, name)).Prepend(root))
        {
            if (instance.IsVirtualMachine)
            {
                await AddAsync(Path.Combine(place, "root.img"), "disk image", cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await AddAsync(Path.Combine(place, "rootfs/etc/hostname"), instance.Name + "\n", cancellationToken).ConfigureAwait(false);
            }

            var file = Path.Combine(place, "backup.yaml");
            await AddAsync(file, backup, cancellationToken).ConfigureAwait(false);
            File.SetLastWriteTimeUtc(file, now.AddDays(-instance.AgeDays).UtcDateTime);
        }
    }

    private static async Task AddVolumesAsync(string pool, CancellationToken cancellationToken)
    {
        await AddAsync(Path.Combine(pool, "custom/default_db-data/base/1/pg_version"), "15\n", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(pool, "custom-snapshots/default_db-data/nightly/base/1/pg_version"), "15\n", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(pool, "custom/shop_disk1/root.img"), "block volume", cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.Combine(pool, "images"));
        Directory.CreateDirectory(Path.Combine(pool, "buckets"));
    }

    private static async Task AddBrokenAsync(string pool, string whole, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Cut in the middle of a value, as by a power loss.
        var cut = whole[..(whole.IndexOf("volatile.eth0.hwaddr", StringComparison.Ordinal) + 30)];
        await AddAsync(Path.Combine(pool, "containers/mail1/backup.yaml"), cut, cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(pool, "containers/mail1/rootfs/etc/hostname"), "mail1\n", cancellationToken).ConfigureAwait(false);
        File.SetLastWriteTimeUtc(Path.Combine(pool, "containers/mail1/backup.yaml"), now.AddDays(-1).UtcDateTime);
        await AddAsync(Path.Combine(pool, "containers/old1/rootfs/etc/hostname"), "old1\n", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(pool, "containers/wiki1/backup.yaml"), "", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(pool, "containers/wiki1/rootfs/etc/hostname"), "wiki1\n", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(pool, "containers/notes.txt"), "do not delete\n", cancellationToken).ConfigureAwait(false);
    }

    private static async Task AddNetworkAsync(IncusDirectory incus, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(incus.Networks, SampleContents.Network);
        var process = new StringBuilder()
            .AppendLine("name: dnsmasq")
            .AppendLine("args: [--keep-in-foreground, --strict-order, --bind-interfaces, --except-interface=lo,")
            .AppendLine($"  --pid-file=, --no-ping, --interface={SampleContents.Network}, --dhcp-rapid-commit, --no-negcache, --listen-address=10.77.0.1,")
            .AppendLine($"  --dhcp-no-override, --dhcp-authoritative, --dhcp-leasefile={directory}/dnsmasq.leases,")
            .AppendLine($"  --dhcp-hostsfile={directory}/dnsmasq.hosts, --dhcp-range, '10.77.0.2,10.77.0.254,1h',")
            .AppendLine($"  -s, incus, --interface-name, '_gateway.incus,{SampleContents.Network}', -S, /incus/, --conf-file={directory}/dnsmasq.raw,")
            .AppendLine("  -u, nobody, -g, incus]")
            .AppendLine("apparmor: ''")
            .AppendLine("cwd: \"\"")
            .AppendLine("pid: 12699")
            .AppendLine("uid: 0")
            .AppendLine("gid: 0");
        await AddAsync(Path.Combine(directory, "dnsmasq.pid"), process.ToString(), cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(directory, "dnsmasq.raw"), "", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(directory, "dnsmasq.leases"), "", cancellationToken).ConfigureAwait(false);
        await AddAsync(Path.Combine(directory, "dnsmasq.hosts/web1.eth0"), "10:66:6a:51:96:01,web1\n", cancellationToken).ConfigureAwait(false);
    }

    private static Task AddAsync(string file, string content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return File.WriteAllTextAsync(file, content, cancellationToken);
    }
}

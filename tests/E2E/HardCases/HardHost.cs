using System.Globalization;
using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.HardCases;

/// <summary>
/// A host with what makes a recovery hard: volumes on another pool than their instances that several containers and projects share, containers with ids of their own, a volume that
/// is not shifted, profiles whose order decides, devices that hide those of profiles, and files with access lists, attributes and unusual modes.
/// </summary>
internal sealed class HardHost
{
    public const string First = "one";
    public const string Second = "two";
    public const string Bridge = "rbr3";

    /// <summary>A volume that belongs to an instance, on hosts with Incus 7.</summary>
    public const string Dependent = "belongs";

    /// <summary>Project and name of every container.</summary>
    public static readonly IReadOnlyList<(string Project, string Name)> Containers =
    [
        ("default", "alone"), ("default", "layered"), ("default", "reversed"), ("default", "share-a"), ("default", "share-b"), ("lab", "guest"), ("shop", "db1"),
    ];

    private HardHost(PrivateIncus incus) => Incus = incus;

    public PrivateIncus Incus { get; }

    public string Pools => Path.Combine(Incus.IncusDirectory, "storage-pools");

    /// <summary>The database as it was before it was lost.</summary>
    public string DumpBefore { get; private set; } = "";

    /// <summary>Every file of both pools as it was then.</summary>
    public SortedSet<string> FilesBefore { get; private set; } = [];

    /// <summary>What each instance had then, profiles included.</summary>
    public SortedSet<string> EffectiveBefore { get; private set; } = [];

    /// <summary>Builds the host, stops its containers and loses the database.</summary>
    /// <param name="root">Root of another system, whose daemon it has; empty for this one.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<HardHost> LostAsync(string root, CancellationToken cancellationToken)
    {
        var incus = await PrivateIncus.CreateAsync(root, cancellationToken);
        try
        {
            var host = new HardHost(incus);
            await host.FillAsync(cancellationToken);
            if (root.Length > 0)
            {
                await host.AddDependentVolumeAsync(cancellationToken);
            }

            await host.WriteFilesAsync(cancellationToken);
            await host.StopAllAsync(cancellationToken);
            host.DumpBefore = await incus.DumpAsync(cancellationToken);
            host.EffectiveBefore = await host.EffectiveAsync(cancellationToken);
            await incus.StopAsync(cancellationToken);
            host.FilesBefore = await host.FilesAsync(cancellationToken);
            incus.LoseDatabase();
            await incus.RunAsync("ip", ["link", "delete", Bridge], cancellationToken);
            return host;
        }
        catch
        {
            await incus.DisposeAsync();
            throw;
        }
    }

    public async Task StopAllAsync(CancellationToken cancellationToken)
    {
        foreach (var (project, name) in Containers)
        {
            await Incus.IncusAsync(cancellationToken, "--project", project, "stop", "--force", name);
        }
    }

    /// <summary>Files of instances and custom volumes; images and links of the daemon are not what people keep.</summary>
    public async Task<SortedSet<string>> FilesAsync(CancellationToken cancellationToken)
    {
        var facts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pool in (string[])[First, Second])
        {
            facts.UnionWith((await FileFacts.OfAsync(Incus, Path.Combine(Pools, pool), cancellationToken)).Select(fact => $"{pool}: {fact}"));
        }

        return facts;
    }

    /// <summary>Config and devices of every instance with those of its profiles, and the profiles in their order; keys that describe a moment left out.</summary>
    public async Task<SortedSet<string>> EffectiveAsync(CancellationToken cancellationToken)
    {
        using var listed = JsonDocument.Parse(await Incus.IncusAsync(cancellationToken, "query", "/1.0/instances?recursion=1&all-projects=true"));
        var facts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var instance in listed.RootElement.EnumerateArray())
        {
            var name = $"{instance.GetProperty("project").GetString()}/{instance.GetProperty("name").GetString()}";
            foreach (var pair in instance.GetProperty("expanded_config").EnumerateObject().Where(pair => !pair.Name.StartsWith("volatile.last_state.", StringComparison.Ordinal)))
            {
                facts.Add($"{name} {pair.Name}={pair.Value}");
            }

            foreach (var device in instance.GetProperty("expanded_devices").EnumerateObject())
            {
                facts.UnionWith(device.Value.EnumerateObject().Select(pair => $"{name} {device.Name}.{pair.Name}={pair.Value}"));
            }

            facts.UnionWith(instance.GetProperty("profiles").EnumerateArray().Index().Select(profile =>
                string.Create(CultureInfo.InvariantCulture, $"{name} profile {profile.Index}={profile.Item}")));
        }

        return facts;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var image = await TinyImage.BuildAsync(Incus.Directory, cancellationToken);
        await Incus.StartAsync(cancellationToken);
        await Incus.IncusLinesAsync($"""
            image import {image} --alias tiny
            storage create {First} dir user.note=spinning
            storage create {Second} dir user.note=fast
            network create {Bridge} ipv4.address=10.77.13.1/24 ipv6.address=none
            profile device add default root disk path=/ pool={First}
            profile device add default eth0 nic network={Bridge} name=eth0
            profile create base
            profile set base limits.memory=128MiB environment.TIER=base user.who=base
            profile device add base scratch disk source=/tmp path=/mnt/scratch
            profile create tier
            profile set tier environment.TIER=tier limits.processes=300
            profile device add tier eth0 nic network={Bridge} name=lan0
            profile create last
            profile set last user.who=last
            project create lab -c features.profiles=false -c features.storage.volumes=false -c features.images=false
            project create shop -c features.images=false -c features.profiles=true -c features.storage.volumes=true
            --project shop profile device add default root disk path=/ pool={Second}
            create tiny layered -p default -p base -p tier -p last -c limits.processes=200
            config device add layered scratch none
            create tiny reversed -p last -p tier -p base -p default -c user.who=own
            create tiny share-a
            create tiny share-b
            create tiny alone -c security.idmap.isolated=true
            --project lab create tiny guest
            --project shop create tiny db1
            storage volume create {Second} data user.note=shared
            storage volume create {Second} own
            storage volume create {Second} open security.shifted=true
            storage volume create {First} spare
            --project shop storage volume create {First} dumps
            storage volume attach {Second} data share-a data /srv/data
            storage volume attach {Second} data share-b data /srv/data
            --project lab storage volume attach {Second} data guest data /srv/data
            storage volume attach {Second} own alone own /srv/own
            storage volume attach {Second} open alone open /srv/open
            storage volume attach {Second} open share-a open /srv/open
            storage volume attach {First} spare alone spare /srv/spare
            --project shop storage volume attach {First} dumps db1 dumps /srv/dumps
            start alone layered reversed share-a share-b
            --project lab start guest
            --project shop start db1
            storage volume detach {First} spare alone spare
            snapshot create share-a s0
            --project shop snapshot create db1 nightly
            storage volume snapshot create {Second} data weekly
            """, cancellationToken);
    }

    // Only Incus 7 knows volumes that belong to an instance, and writes all it knows of them into the instance's backup file.
    private Task AddDependentVolumeAsync(CancellationToken cancellationToken) => Incus.IncusLinesAsync($"""
        storage volume create {Second} {Dependent} user.note={Dependent}
        stop --force layered
        config device add layered {Dependent} disk pool={Second} source={Dependent} path=/srv/{Dependent} dependent=true
        start layered
        snapshot create layered s0
        """, cancellationToken);

    // What is written from inside gets the shifted owners of the container; access lists and attributes are set from the host, as tools there do.
    private async Task WriteFilesAsync(CancellationToken cancellationToken)
    {
        const string Write = "cd $1 && echo $2 > plain && chown 33:33 plain && chmod 640 plain && echo x > run && chown 33:0 run && chmod 6755 run && mkdir -p kept && chmod 3770 kept"
            + " && ln -s ../gone link && mkfifo kept/pipe && echo user > kept/one && ln kept/one kept/two && chown 4000:5000 kept/one";
        foreach (var (project, name, place) in (IEnumerable<(string, string, string)>)
            [("default", "share-a", "data"), ("default", "share-b", "data"), ("lab", "guest", "data"), ("default", "alone", "own"), ("default", "alone", "open"),
             ("default", "share-a", "open"), ("shop", "db1", "dumps"), ("default", "layered", "")])
        {
            var directory = $"/srv/{place}/of-{name}";
            await Incus.ShellAsync(project, name, $"mkdir -p {directory}; set -- {directory} {name}; {Write}", cancellationToken);
        }

        await Incus.ShellAsync("default", "alone", "chown 33:33 /srv/own; chmod 2751 /srv/own", cancellationToken);
        Decorate(Path.Combine(Second, "custom", "default_data", "of-share-a", "plain"), hostId: 1_000_033);
        Decorate(Path.Combine(Second, "custom", "default_open", "of-share-a", "plain"), hostId: 33);
    }

    private void Decorate(string file, uint hostId)
    {
        var path = Incus.FromOutside(Path.Combine(Pools, file));
        ExtendedAttributes.Set(path, "user.origin", "by hand"u8.ToArray());
        ExtendedAttributes.Set(path, "system.posix_acl_access", AccessList(hostId));
    }

    /// <summary>The access list <c>u::rw-,u:ID:r--,g::r--,m::r--,o::---</c> as Linux has it in the attribute.</summary>
    private static byte[] AccessList(uint id)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(2);
        foreach (var (tag, rights, who) in (IEnumerable<(short, short, uint)>)[(1, 6, uint.MaxValue), (2, 4, id), (4, 4, uint.MaxValue), (16, 4, uint.MaxValue), (32, 0, uint.MaxValue)])
        {
            writer.Write(tag);
            writer.Write(rights);
            writer.Write(who);
        }

        return bytes.ToArray();
    }
}

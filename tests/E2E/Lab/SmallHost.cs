namespace Recover.Tests.E2E.Lab;

/// <summary>
/// The host of the example in Incus' documentation on disaster recovery: one pool <c>default</c>, containers <c>u1</c> and <c>u2</c> on a bridge; the database
/// that is there afterwards knows none of them.
/// </summary>
internal sealed class SmallHost
{
    public const string Pool = "default";
    public const string Bridge = "rbr1";
    public const string Address = "10.77.11.1/24";

    private SmallHost(PrivateIncus incus) => Incus = incus;

    public PrivateIncus Incus { get; }

    public string Database => Path.Combine(Incus.IncusDirectory, "database");

    public string Containers => Path.Combine(Incus.IncusDirectory, "containers");

    /// <summary>The entries of <see cref="Containers"/> when the database was just lost.</summary>
    public IReadOnlyList<string> LinksWhenLost { get; private set; } = [];

    /// <summary>Calls of the client that make what only the database knows.</summary>
    public const string OnlyInDatabase = """
        network acl create rules
        profile create unused
        config set user.site=north
        """;

    /// <summary>Builds the host; its daemon runs, its instances are stopped.</summary>
    public static Task<SmallHost> BuildAsync(CancellationToken cancellationToken) => BuildAsync(root: "", _ => "", cancellationToken);

    /// <summary>The same with further calls of the client, one a line.</summary>
    public static Task<SmallHost> BuildAsync(Func<PrivateIncus, string> more, CancellationToken cancellationToken) => BuildAsync(root: "", more, cancellationToken);

    /// <summary>The same on another system, whose daemon and tools it has.</summary>
    public static Task<SmallHost> BuildAsync(string root, CancellationToken cancellationToken) => BuildAsync(root, _ => "", cancellationToken);

    private static async Task<SmallHost> BuildAsync(string root, Func<PrivateIncus, string> more, CancellationToken cancellationToken)
    {
        var incus = await PrivateIncus.CreateAsync(root, cancellationToken);
        try
        {
            var image = await TinyImage.BuildAsync(incus.Directory, cancellationToken);
            await incus.StartAsync(cancellationToken);
            await incus.IncusLinesAsync($"""
                image import {image} --alias tiny
                storage create {Pool} dir
                network create {Bridge} ipv4.address={Address} ipv6.address=none
                profile device add default root disk path=/ pool={Pool}
                profile device add default eth0 nic network={Bridge} name=eth0
                launch tiny u1
                create tiny u2
                snapshot create u2 s0
                """, cancellationToken);
            await incus.IncusLinesAsync(more(incus), cancellationToken);
            await incus.ShellAsync("default", "u1", "echo u1 > /root/who", cancellationToken);
            await incus.IncusAsync(cancellationToken, "stop", "--force", "u1");
            return new SmallHost(incus);
        }
        catch
        {
            await incus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Builds the host and loses its database; the daemon is down and there is no database at all.</summary>
    public static Task<SmallHost> LostAsync(CancellationToken cancellationToken) => LostAsync(root: "", _ => "", cancellationToken);

    /// <summary>The same after further calls of the client, one a line.</summary>
    public static Task<SmallHost> LostAsync(Func<PrivateIncus, string> more, CancellationToken cancellationToken) => LostAsync(root: "", more, cancellationToken);

    /// <summary>The same on another system.</summary>
    public static Task<SmallHost> LostAsync(string root, CancellationToken cancellationToken) => LostAsync(root, _ => "", cancellationToken);

    /// <summary>The same on another system, after further calls of the client.</summary>
    public static async Task<SmallHost> LostAsync(string root, Func<PrivateIncus, string> more, CancellationToken cancellationToken)
    {
        var host = await BuildAsync(root, more, cancellationToken);
        try
        {
            await host.Incus.StopAsync(cancellationToken);
            host.Incus.LoseDatabase();
            await host.Incus.RunAsync("ip", ["link", "delete", Bridge], cancellationToken);
            host.LinksWhenLost = Directory.GetFileSystemEntries(host.Containers);
            return host;
        }
        catch
        {
            await host.Incus.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same with a new, empty database and the daemon running on it, as after a new installation.</summary>
    public static Task<SmallHost> ReinstalledAsync(CancellationToken cancellationToken) => ReinstalledAsync(_ => "", cancellationToken);

    /// <summary>The same after further calls of the client, one a line.</summary>
    public static async Task<SmallHost> ReinstalledAsync(Func<PrivateIncus, string> more, CancellationToken cancellationToken)
    {
        var host = await LostAsync(more, cancellationToken);
        await host.Incus.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>Names of the instances that Incus shows.</summary>
    public async Task<string[]> InstancesAsync(CancellationToken cancellationToken) =>
        (await Incus.IncusAsync(cancellationToken, "list", "--all-projects", "--format", "csv", "--columns", "n")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Both containers are there, start, and hold their files.</summary>
    public async Task IsBackAsync(CancellationToken cancellationToken)
    {
        Assert.Equal(["u1", "u2"], await InstancesAsync(cancellationToken));
        await Incus.IncusAsync(cancellationToken, "start", "u1", "u2");
        Assert.Equal("u1\n", await Incus.ShellAsync("default", "u1", "cat /root/who", cancellationToken));
        Assert.Contains(Address, await Incus.RunAsync("ip", ["-brief", "address", "show", "dev", Bridge], cancellationToken), StringComparison.Ordinal);
    }
}

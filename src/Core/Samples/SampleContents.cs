using System.Collections.Immutable;

namespace Recover.Core.Samples;

/// <summary>What the sample host had before it lost its database.</summary>
internal static class SampleContents
{
    /// <summary>The lost network; also the name of its directory.</summary>
    public const string Network = "practicebr0";

    private static readonly SampleDevice Root = new("root", ("path", "/"), ("pool", SampleHost.Pool), ("type", "disk"));
    private static readonly SampleDevice Card = new("eth0", ("name", "eth0"), ("network", Network), ("type", "nic"));

    private static readonly SampleProfile Default = new("default", "default", "Default Incus profile", [], [Card, Root]);

    private static readonly SampleProfile WebOld = new("default", "web", "Web servers", [("limits.memory", "512MiB"), ("user.role", "web")], []);
    private static readonly SampleProfile WebNew = WebOld with { Config = [("limits.cpu", "2"), ("limits.memory", "1GiB"), ("user.role", "web")] };

    private static readonly SampleProfile ShopDefault = new("shop", "default", "Default of the shop", [], [Card, Root]);

    private static readonly SampleProfile WorkerOld =
        new("shop", "worker", "Takes orders", [("boot.autostart", "true")], []);

    private static readonly SampleProfile WorkerNew = WorkerOld with { Config = [("boot.autostart", "true"), ("limits.memory", "2GiB")] };

    /// <summary>The healthy instances.</summary>
    public static ImmutableArray<SampleInstance> Instances { get; } =
    [
        new()
        {
            Project = "default",
            Name = "web1",
            Description = "Public web site",
            Seed = 1,
            AgeDays = 2,
            Snapshots = ["before-upgrade", "weekly"],
            Config = [("boot.autostart", "true")],
            Profiles = [Default, WebNew],
        },
        new() { Project = "default", Name = "cache1", Seed = 2, AgeDays = 40, Profiles = [Default, WebOld] },
        new()
        {
            Project = "default",
            Name = "db1",
            Description = "Customer database",
            Seed = 3,
            AgeDays = 5,
            Snapshots = ["nightly"],
            Devices = [new("data", ("path", "/var/lib/postgresql"), ("pool", SampleHost.Pool), ("source", "db-data"), ("type", "disk"))],
            Profiles = [Default],
        },
        new() { Project = "default", Name = "desk1", IsVirtualMachine = true, Description = "Windows test machine", Seed = 4, AgeDays = 9, Profiles = [Default] },
        new() { Project = "shop", Name = "front", Seed = 5, AgeDays = 3, Snapshots = ["golden"], Profiles = [ShopDefault, WorkerNew] },
        new() { Project = "shop", Name = "orders", Seed = 6, AgeDays = 60, Profiles = [ShopDefault, WorkerOld] },
    ];

    /// <summary>The instance whose file was cut in the middle.</summary>
    public static SampleInstance Cut { get; } = new() { Project = "default", Name = "mail1", Seed = 7, AgeDays = 1, Profiles = [Default] };
}

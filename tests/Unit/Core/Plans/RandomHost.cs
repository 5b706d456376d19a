using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>
/// A host made by chance: projects with and without profiles of their own, profiles that contradict each other, instances that use them in any order with settings, devices and
/// hidden devices of their own. Its backup files tell what each instance had, and nothing of the profiles.
/// </summary>
internal sealed class RandomHost
{
    private static readonly string[] Keys = ["limits.cpu", "limits.memory", "user.a", "user.b", "environment.X", "security.nesting"];
    private static readonly string[] Names = ["default", "web", "db", "gpu"];
    private static readonly string[] DeviceNames = ["eth0", "eth1", "data"];

    private readonly Random _random;
    private readonly Dictionary<(string Project, string Name), (Config Config, Devices Devices)> _profiles = [];

    public RandomHost(int seed)
    {
        _random = new Random(seed);
        string[] projects = ["default", .. Enumerable.Range(1, _random.Next(0, 3)).Select(number => $"p{number}")];
        var withProfiles = projects.Where(project => project == "default" || _random.Next(2) == 0).ToHashSet(StringComparer.Ordinal);
        foreach (var project in withProfiles)
        {
            var root = _random.Next(2) == 0;
            foreach (var name in Names)
            {
                _profiles[(project, name)] = (Settings(_random.Next(4)), root && name == "default" ? Some(_random.Next(3)).SetItem("root", Root) : Some(_random.Next(3)));
            }
        }

        Instances = [.. Enumerable.Range(0, _random.Next(1, 7)).Select(number => Instance(number, projects[_random.Next(projects.Length)], withProfiles))];
    }

    public ImmutableArray<ScannedVolume> Instances { get; }

    public Inventory Inventory => new()
    {
        Host = new HostSurvey
        {
            Directory = IncusDirectory.Default,
            HostName = "host",
            Version = "6.0.4",
            Daemon = DaemonState.Stopped,
            Control = DaemonControlKind.Operator,
            Database = DatabaseCondition.Missing,
            Architecture = "x86_64",
        },
        Database = new DatabaseReading
        {
            Condition = DatabaseCondition.Missing,
            Source = DatabaseSource.FreshTemplate,
            SchemaVersion = 73,
            Fingerprint = "fresh",
            Contents = new DatabaseContents
            {
                NodeCount = 1,
                Projects = [new ProjectRecord(1, "default", "", ConfigMaps.Empty)],
                Profiles = [new ProfileRecord(1, "default", "default", "", ConfigMaps.Empty, ConfigMaps.NoDevices)],
            },
        },
        Pools = [PlanScenario.Pool("local")],
        Volumes = Instances,
        ScannedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>What an instance of a plan would have: its profiles in order, its own last; keys of the daemon left out.</summary>
    public static (Config Config, Devices Devices) Effective(RecoveryPlan plan, PlannedInstance instance)
    {
        var features = plan.Create.Projects.FirstOrDefault(project => project.Name == instance.Project)?.Definition.Config.GetValueOrDefault("features.profiles");
        var project = features == "true" ? instance.Project : "default";
        var (config, devices) = (ConfigMaps.Empty, ConfigMaps.NoDevices);
        foreach (var name in instance.Profiles)
        {
            if (plan.Create.Profiles.FirstOrDefault(profile => profile.Project == project && profile.Name == name) is { Definition: { } definition })
            {
                (config, devices) = (config.SetItems(definition.Config), devices.SetItems(definition.Devices));
            }
        }

        return (WithoutVolatile(config.SetItems(instance.Config)), devices.SetItems(instance.Devices));
    }

    public static Config WithoutVolatile(Config config) =>
        config.RemoveRange(config.Keys.Where(key => key.StartsWith("volatile.", StringComparison.Ordinal)));

    private static Config Root { get; } = PlanScenario.Config(("path", "/"), ("pool", "local"), ("type", "disk"));

    private ScannedVolume Instance(int number, string project, HashSet<string> withProfiles)
    {
        var owner = withProfiles.Contains(project) ? project : "default";
        var profiles = Names.Where(_ => _random.Next(2) == 0).OrderBy(_ => _random.Next()).ToImmutableArray();
        var (config, devices) = (ConfigMaps.Empty, ConfigMaps.NoDevices);
        foreach (var name in profiles)
        {
            (config, devices) = (config.SetItems(_profiles[(owner, name)].Config), devices.SetItems(_profiles[(owner, name)].Devices));
        }

        var own = (Config: Settings(_random.Next(3)), Devices: Some(_random.Next(2)));
        foreach (var hidden in devices.Keys.Where(name => name != "root" && _random.Next(5) == 0))
        {
            own.Devices = own.Devices.SetItem(hidden, PlanScenario.Config(("type", "none")));
        }

        own.Devices = devices.ContainsKey("root") ? own.Devices : own.Devices.SetItem("root", Root);
        var stored = project == "default" ? $"c{number}" : $"{project}_c{number}";
        return PlanScenario.Instance(stored, file => file with
        {
            Instance = file.Instance! with
            {
                Name = $"c{number}",
                Profiles = profiles,
                Config = own.Config,
                Devices = own.Devices,
                ExpandedConfig = config.SetItems(own.Config),
                ExpandedDevices = devices.SetItems(own.Devices),
            },
            Profiles = null,
        });
    }

    private Config Settings(int count) => Enumerable.Range(0, count)
        .Select(_ => (Key: Keys[_random.Next(Keys.Length)], Value: $"{_random.Next(1, 4)}"))
        .DistinctBy(pair => pair.Key)
        .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private Devices Some(int count) => Enumerable.Range(0, count)
        .Select(_ => (Name: DeviceNames[_random.Next(DeviceNames.Length)], Device: PlanScenario.Config(("nictype", "macvlan"), ("parent", $"eth{_random.Next(3)}"), ("type", "nic"))))
        .DistinctBy(pair => pair.Name)
        .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Device, StringComparer.Ordinal);
}

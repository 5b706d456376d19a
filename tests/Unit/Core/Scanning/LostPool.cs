using System.Text;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>A directory pool on disk, made of captured backup files, and the host and database around it.</summary>
internal sealed class LostPool : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private int _count;

    public LostPool(string name = "local")
    {
        Name = name;
        Root = _directory.At("pool");
        Directory.CreateDirectory(Root);
        Host = new HostSurvey
        {
            Directory = new IncusDirectory(_directory.Root),
            HostName = "host",
            Version = "6.0.4",
            Daemon = DaemonState.Stopped,
            Control = DaemonControlKind.Operator,
            Database = DatabaseCondition.Missing,
            Architecture = "x86_64",
            SupportsVirtualMachines = true,
            Interfaces = ["eth0", "br0"],
        };
    }

    public string Name { get; }

    public string Root { get; }

    public HostSurvey Host { get; set; }

    /// <summary>What the database holds; a fresh one's default project and profile unless said otherwise.</summary>
    public DatabaseContents Contents { get; set; } = new()
    {
        Projects = [new ProjectRecord(1, "default", "", ConfigMaps.Empty)],
        Profiles = [new ProfileRecord(1, "default", "default", "Default Incus profile", ConfigMaps.Empty, ConfigMaps.NoDevices)],
    };

    public PoolDefinition Definition => new() { Name = Name, Driver = "dir", Source = Root, Origin = PoolOrigin.Typed };

    /// <summary>Adds a container whose file is a captured one under another name.</summary>
    public string AddContainer(string storedName, params string[] snapshots)
    {
        var file = Encoding.UTF8.GetString(TestData.TwoSnapshots)
            .Replace("name: c1\n", $"name: {storedName[(storedName.LastIndexOf('_') + 1)..]}\n", StringComparison.Ordinal)
            .Replace("a88cf76a-4335-40fb-803d-534afdc50adf", Guid.NewGuid().ToString(), StringComparison.Ordinal)
            .Replace("10:66:6a:4c:bf:34", $"10:66:6a:00:00:{_count++:x2}", StringComparison.Ordinal);
        return AddContainer(storedName, file, snapshots.Length == 0 ? ["snap0", "snap1"] : snapshots);
    }

    /// <summary>Adds a container with a file and snapshots on disk.</summary>
    public string AddContainer(string storedName, string? file, string[] snapshots) => Add("containers", storedName, file, snapshots);

    public string Add(string type, string storedName, string? file, string[] snapshots)
    {
        var place = Directory.CreateDirectory(Path.Combine(Root, type, storedName)).FullName;
        foreach (var snapshot in snapshots)
        {
            var copy = Directory.CreateDirectory(Path.Combine(Root, $"{type}-snapshots", storedName, snapshot)).FullName;
            if (file is not null)
            {
                File.WriteAllText(Path.Combine(copy, "backup.yaml"), file);
            }
        }

        if (file is not null)
        {
            File.WriteAllText(Path.Combine(place, "backup.yaml"), file);
        }

        return place;
    }

    /// <summary>Changes the backup file of a container.</summary>
    public void Edit(string storedName, Func<string, string> change)
    {
        var file = BackupFileOf(storedName);
        var before = File.ReadAllText(file);
        var after = change(before);
        Assert.NotEqual(before, after);
        File.WriteAllText(file, after);
    }

    /// <summary>Deletes the backup file of a container and all copies in its snapshots.</summary>
    public void LoseBackups(string storedName)
    {
        File.Delete(BackupFileOf(storedName));
        LoseCopies(storedName);
    }

    /// <summary>Deletes the copies of the backup file in the snapshots of a container.</summary>
    public void LoseCopies(string storedName)
    {
        foreach (var copy in Directory.GetFiles(Path.Combine(Root, "containers-snapshots", storedName), "backup.yaml", SearchOption.AllDirectories))
        {
            File.Delete(copy);
        }
    }

    public string BackupFileOf(string storedName) => Path.Combine(Root, "containers", storedName, "backup.yaml");

    public ScanRequest Request(params PoolDefinition[] more) => new()
    {
        Host = Host,
        Database = new DatabaseReading { Condition = DatabaseCondition.Missing, Source = DatabaseSource.FreshTemplate, Contents = Contents },
        Pools = [Definition, .. more],
    };

    public Task<Inventory> ScanAsync(params PoolDefinition[] more) => ScanAsync(Request(more), _ => { });

    public static Task<Inventory> ScanAsync(ScanRequest request, Action<ScanProgress> progress) =>
        new PoolScanner(new StorageDrivers([new DirDriver()]), new NetworkLeftovers(new FakeCommandRunner()), TimeProvider.System)
            .ScanAsync(request, progress, TestContext.Current.CancellationToken);

    public void Dispose() => _directory.Dispose();
}

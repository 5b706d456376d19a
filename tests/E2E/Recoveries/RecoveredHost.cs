using System.Text.Json;
using System.Text.RegularExpressions;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>Looks at a recovered rich host with the real client: is everything as it was?</summary>
internal sealed class RecoveredHost(RichHost host)
{
    private readonly PrivateIncus _incus = host.Incus;

    /// <summary>
    /// What nobody can know any more when the database directory is gone, with the reason; every other difference fails the test.
    /// </summary>
    private static readonly (string Reason, string Pattern)[] Documented =
    [
        ("image records and their aliases are not on the pool", "^- (image|image alias) "),
        ("the volume of an image belongs to the image's record", $"^- volume {RichHost.Pool} default/1/"),
        ("a project or profile that no instance uses leaves no trace", "^- (project empty|profile empty/|profile default/unused)"),
        ("descriptions and further settings of a project are nowhere but in the database", "^[-+] project shop (description|user\\.|features\\.images|features\\.storage\\.buckets)"),
        ("description and user keys of a network are nowhere but in the database", $"^- network default/{RichHost.Bridge} user\\."),
        ("custom volumes have no backup file: settings, dates", $"^- volume {RichHost.Pool} (default/2/data1 user\\.|(default|shop)/2/\\S+ created=)"),
        ("an ISO file is kept on whole blocks, and only the database knew where it ended", $"^[-+] volume {RichHost.Pool} default/2/cd1 size="),
        ("laid on the pool after the dump, because this machine can't make them",
            $"^\\+ (bucket {RichHost.Bucket}|(instance|snapshot) default/{RichHost.VirtualMachine}\\b|volume (snapshot )?{RichHost.Pool} default/3/{RichHost.VirtualMachine}\\b)"),
        ("dates of custom volumes are told from the disk", $"^\\+ volume {RichHost.Pool} (default|shop)/2/\\S+ created="),
        ("snapshots of custom volumes have no backup file either", $"^[-+] volume snapshot {RichHost.Pool} default/2/(data1/weekly|blk1/empty) (created=|user\\.)"),
        ("network features of a project that are unset are written as what they mean", "^\\+ project shop features\\.networks(\\.zones)?=false$"),
        ("the state at the last write of the backup file; what is stopped stays stopped, snapshots too",
            "^[-+] (instance|snapshot) \\S+ volatile\\.(last_state\\.(power|ready)|eth0\\.host_name)"),
        ("the backup file is older than the last start", "^[-+] instance \\S+ used="),
    ];

    /// <summary>Compares the databases by natural key and fails with every difference that is not documented.</summary>
    public async Task ComparesWithBeforeAsync(CancellationToken cancellationToken)
    {
        var differences = DatabaseFacts.Compare(host.DumpBefore, await _incus.DumpAsync(cancellationToken));
        var undocumented = differences.Where(line => !Documented.Any(known => Regex.IsMatch(line, known.Pattern))).ToArray();
        Assert.True(undocumented.Length == 0, "Undocumented differences:\n" + string.Join('\n', undocumented));
        Assert.Equal(host.ImagesBefore, await host.ImagesAsync(cancellationToken));
    }

    /// <summary>The real client lists everything with its kind: instances of both types with their snapshots, volumes of each content, the bucket's record.</summary>
    public async Task ListsEverythingAsync(CancellationToken cancellationToken)
    {
        Assert.Equal(
            [
                "container c1 [after-update, before-update]", "container c2 []", "container c3 [s0]", "container shop_db1 [nightly]",
                $"virtual-machine {RichHost.VirtualMachine} [s0]",
            ],
            (await ListedInstance.AllAsync(_incus, cancellationToken)).OrderBy(instance => instance.NameOnDisk, StringComparer.Ordinal).Select(instance => instance.ToString()));
        using var volumes = JsonDocument.Parse(
            await _incus.IncusAsync(cancellationToken, "query", $"/1.0/storage-pools/{RichHost.Pool}/volumes/custom?recursion=1&all-projects=true"));
        Assert.Equal(
            ["default/blk1 block", "default/cd1 iso", "default/data1 filesystem", "shop/dumps filesystem"],
            volumes.RootElement.EnumerateArray().Where(volume => !volume.GetProperty("name").GetString()!.Contains('/', StringComparison.Ordinal))
                .Select(volume => $"{Text(volume, "project")}/{Text(volume, "name")} {Text(volume, "content_type")}").Order(StringComparer.Ordinal));

        // The daemon can't list buckets here: for each one it asks MinIO, which this machine does not have.
        Assert.Contains($"bucket {RichHost.Bucket}", DatabaseFacts.Read(await _incus.DumpAsync(cancellationToken)));
    }

    /// <summary>No recovered instance starts by itself, not even when the daemon starts again.</summary>
    public async Task StaysStoppedAsync(CancellationToken cancellationToken)
    {
        Assert.All(await StatesAsync(cancellationToken), state => Assert.Equal("STOPPED", state));
        await _incus.StopAsync(cancellationToken);
        await _incus.StartAsync(cancellationToken);
        Assert.All(await StatesAsync(cancellationToken), state => Assert.Equal("STOPPED", state));
    }

    /// <summary>The instances start, and what is in them is theirs as before.</summary>
    public async Task StartsWithItsFilesAsync(CancellationToken cancellationToken)
    {
        await _incus.IncusAsync(cancellationToken, "start", "c1", "c2", "c3");
        await _incus.IncusAsync(cancellationToken, "--project", "shop", "start", "db1");
        await HasItsFilesAsync(cancellationToken);
    }

    /// <summary>Contents and owners, from inside the running instances and on the host.</summary>
    public async Task HasItsFilesAsync(CancellationToken cancellationToken)
    {
        var data = await _incus.ShellAsync("default", "c1", "cat /srv/data/customers; stat -c '%u:%g %a' /srv/data/customers", cancellationToken);
        Assert.Equal($"{RichHost.DataLine}\n33:33 640\n", data);
        var onHost = await _incus.RunAsync("stat", ["-c", "%u:%g", Path.Combine(host.PoolPath, "custom", "default_data1", "customers")], cancellationToken);
        Assert.Equal("1000033:1000033\n", onHost);
        var edited = await _incus.ShellAsync("default", "c2", "cat /etc/appconfig /root/who; stat -c '%u:%g' /root/who", cancellationToken);
        Assert.Equal($"{RichHost.EditedConfiguration}\nc2\n33:33\n", edited);
        Assert.Equal("db1\n", await _incus.ShellAsync("shop", "db1", "cat /root/who", cancellationToken));
        Assert.Contains("10.77.9.1/24", await _incus.RunAsync("ip", ["-brief", "address", "show", "dev", RichHost.Bridge], cancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Snapshots can be listed, restored, made and deleted; instances and volumes too.</summary>
    public async Task WorksOnAsync(CancellationToken cancellationToken)
    {
        await _incus.ShellAsync("default", "c1", "echo after > /root/after", cancellationToken);
        Assert.Equal("before-update\nafter-update\n", await SnapshotNamesAsync("c1", cancellationToken));
        await _incus.IncusLinesAsync("""
            stop --force c1
            snapshot restore c1 before-update
            snapshot create c1 since
            snapshot delete c1 after-update
            start c1
            """, cancellationToken);
        Assert.NotEqual(0, (await _incus.TryAsync("incus", ["exec", "c1", "--", "test", "-e", "/root/after"], cancellationToken)).ExitCode);
        Assert.Equal("before-update\nsince\n", await SnapshotNamesAsync("c1", cancellationToken));
        await _incus.IncusLinesAsync($"""
            delete --force c3
            --project shop delete --force db1
            storage volume snapshot create {RichHost.Pool} data1 since
            storage volume delete {RichHost.Pool} blk1
            create --empty new1
            """, cancellationToken);
        var names = await _incus.IncusAsync(cancellationToken, "list", "--all-projects", "--format", "csv", "--columns", "n");
        Assert.Equal($"c1\nc2\nnew1\n{RichHost.VirtualMachine}\n", names);
    }

    private async Task<string> SnapshotNamesAsync(string instance, CancellationToken cancellationToken)
    {
        var listed = await _incus.IncusAsync(cancellationToken, "snapshot", "list", instance, "--format", "csv");
        return string.Concat(listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[0] + "\n"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<string[]> StatesAsync(CancellationToken cancellationToken)
    {
        var listed = await _incus.IncusAsync(cancellationToken, "list", "--all-projects", "--format", "csv", "--columns", "s");
        var states = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, states.Length);
        return states;
    }
}

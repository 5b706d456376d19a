using System.Text.RegularExpressions;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Storage;

/// <summary>Looks at a recovered host of the lab with the real client: is everything as it was, and does it work?</summary>
internal sealed class RecoveredStorage(LostMachine machine, StorageBackend backend)
{
    /// <summary>What nobody can know any more when the database is gone, with the reason; every other difference fails the test.</summary>
    private static readonly (string Reason, string Pattern)[] Documented =
    [
        ("image records and their aliases are not on the pool", "^- (image|image alias) "),
        ("the volume of an image belongs to the image's record", $"^- volume {StorageBackend.Pool} default/1/"),
        ("settings of a project are nowhere but in the database", "^[-+] project shop (description|features\\.)"),
        ("custom volumes have no backup file: settings, dates", "^[-+] volume \\S+ (default|shop)/2/\\S+ (created=|size=)"),
        ("snapshots of custom volumes have no backup file either", "^[-+] volume snapshot \\S+ (default|shop)/2/\\S+ (created=|size=)"),
        ("the state at the last write of the backup file; what ran comes back stopped", "^[-+] (instance|snapshot) \\S+ volatile\\.(last_state\\.(power|ready))"),
        ("the backup file is older than the last start", "^[-+] instance \\S+ used="),
        ("a container whose snapshots differ from its backup file comes back with what is there", " default(/0)?/bad-"),
    ];

    /// <summary>Compares the databases by natural key and fails with every difference that is not documented.</summary>
    public async Task ComparesWithBeforeAsync(string before, CancellationToken cancellationToken)
    {
        var differences = DatabaseFacts.Compare(before, await machine.Incus.DumpAsync(cancellationToken));
        var undocumented = differences.Where(line => !Documented.Any(known => Regex.IsMatch(line, known.Pattern))).ToArray();
        Assert.True(undocumented.Length == 0, "Undocumented differences:\n" + string.Join('\n', undocumented));
    }

    /// <summary>The containers start, and what is in them and in their volumes is as before, owners too.</summary>
    public async Task StartsWithItsFilesAsync(CancellationToken cancellationToken)
    {
        var incus = machine.Incus;
        await incus.IncusLinesAsync("start web-1\n--project shop start web-1", cancellationToken);
        var inside = await incus.ShellAsync("default", "web-1", "cat /root/state /srv/data/file; stat -c %u:%g /srv/data/file", cancellationToken);
        Assert.Equal($"{StorageContents.Latest}\n{StorageContents.DataLine}\n33:33\n", inside);
        Assert.Equal($"{StorageContents.ShopLine}\n{StorageContents.ShopLine}\n", await incus.ShellAsync("shop", "web-1", "cat /root/state /srv/data/file", cancellationToken));
        foreach (var (path, text) in backend.MoreFiles)
        {
            Assert.Equal(text + "\n", await incus.ShellAsync("default", "web-1", $"cat {path}", cancellationToken));
        }
    }

    /// <summary>Snapshots can be restored, made and deleted; instances and volumes too.</summary>
    public async Task WorksOnAsync(CancellationToken cancellationToken)
    {
        var incus = machine.Incus;
        var restored = backend.CanRestore ? "web-1" : "restored";
        await incus.IncusLinesAsync($"""
            stop --force web-1
            {(backend.CanRestore ? "snapshot restore web-1 s-0" : $"copy web-1/s-0 {restored}")}
            start {restored}
            """, cancellationToken);
        Assert.Equal(StorageContents.InSnapshot + "\n", await incus.ShellAsync("default", restored, "cat /root/state", cancellationToken));
        await incus.IncusLinesAsync($"""
            snapshot create web-1 s-1
            snapshot delete web-1 s-0
            --project shop delete --force web-1
            --project shop storage volume delete {StorageBackend.Pool} web-1
            storage volume snapshot create {StorageBackend.Pool} data-1 v-1
            storage volume snapshot delete {StorageBackend.Pool} data-1 v-0
            storage volume delete {StorageBackend.Pool} blk-1
            delete bare
            create --empty new-1
            """, cancellationToken);
        var names = (await incus.IncusAsync("list --all-projects --format csv --columns n", cancellationToken)).Split('\n');
        Assert.Contains("new-1", names);
        Assert.Contains("web-1", names);
        Assert.DoesNotContain("bare", names);
        Assert.Equal(backend.Driver, (await incus.IncusAsync($"storage show {StorageBackend.Pool} | sed -n 's/^driver: //p'", cancellationToken)).Trim());
    }
}

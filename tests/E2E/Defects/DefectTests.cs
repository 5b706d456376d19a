using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Defects;

/// <summary>One broken instance of each kind among healthy ones, in one pass.</summary>
public sealed class DefectTests
{
    private const string Pool = "pool1";

    // Neighbours that nothing is wrong with; the last is the original of a copy and of a number.
    private static readonly (string Name, string[] Snapshots)[] Healthy = [("good1", ["s0"]), ("good2", ["s0"]), ("d20", ["s0", "s1"]), ("d16", ["s0", "s1"])];

    [Fact(Timeout = 300_000)]
    [Trait("group", "defects")]
    public async Task Scan_EachDefectOnce_NamesEachOneAndTheOthersComeBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        await BuildAsync(incus, cancel);
        var recover = new RecoverProgram(incus);
        var disks = await TreeHash.OfTreeAsync(incus, Path.Combine(incus.IncusDirectory, "storage-pools", Pool, "virtual-machines"), cancel);

        var scan = new DefectScan(await recover.JsonAsync([0, 1], cancel, "scan"), Pool);
        var complaints = KnownDefects.All.SelectMany(scan.Complaints).ToArray();
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
        Assert.All(Healthy, neighbour => Assert.Equal("recoverable", scan.StateOf(neighbour.Name)));
        Assert.All(Healthy[..3], neighbour => Assert.Empty(scan.FindingsOn(neighbour.Name)));

        var plan = incus.Directory.Of("plan.json");
        var planned = await recover.TryAsync(cancel, "plan", "--accept-proposals", "-o", plan);
        Assert.True(planned.ExitCode is 0 or 1, planned.ToString());
        await NamesWhatStaysAwayAsync(plan, cancel);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");
        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        Assert.Empty(applied.GetProperty("verification").GetProperty("differences").EnumerateArray());

        await ListsWhatCameBackAsync(incus, cancel);
        Assert.Equal(disks, await TreeHash.OfTreeAsync(incus, Path.Combine(incus.IncusDirectory, "storage-pools", Pool, "virtual-machines"), cancel));
        await incus.IncusAsync(cancel, "start", "good1");
        Assert.Equal("good1\n", await incus.ShellAsync("default", "good1", "cat /root/who", cancel));
    }

    /// <summary>What does not come back stands in the plan, with the reason and the next step.</summary>
    private static async Task NamesWhatStaysAwayAsync(string plan, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(plan, cancel));
        var named = document.RootElement.GetProperty("notRecovered").EnumerateArray().ToLookup(item => item.GetProperty("name").GetString()!);
        Assert.All(KnownDefects.All.Where(defect => defect.Snapshots is null), defect =>
        {
            var item = Assert.Single(named[defect.Item]);
            Assert.False(string.IsNullOrWhiteSpace(item.GetProperty("reason").GetString()), defect.What);
            Assert.False(string.IsNullOrWhiteSpace(item.GetProperty("nextStep").GetString()), defect.What);
        });
    }

    /// <summary>The real client lists the neighbours, and each broken instance that can come back, with its type and its snapshots; nothing else.</summary>
    private static async Task ListsWhatCameBackAsync(PrivateIncus incus, CancellationToken cancel)
    {
        var expected = KnownDefects.All
            .Where(defect => defect.Snapshots is not null)
            .Select(defect => Listed(defect.Item, defect.Item[0] == 'v' ? "virtual-machine" : "container", defect.Snapshots!))
            .Concat(Healthy.Select(neighbour => Listed(neighbour.Name, "container", neighbour.Snapshots)))
            .Append(Listed(KnownDefects.Recreated, "container", []))
            .Order(StringComparer.Ordinal);
        var listed = (await ListedInstance.AllAsync(incus, cancel)).Select(instance => instance.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(expected, listed);
    }

    private static string Listed(string nameOnDisk, string type, IReadOnlyList<string> snapshots) => $"{type} {nameOnDisk} [{string.Join(", ", snapshots)}]";

    private static async Task BuildAsync(PrivateIncus incus, CancellationToken cancel)
    {
        var image = await TinyImage.BuildAsync(incus.Directory, cancel);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync($"""
            image import {image} --alias tiny
            storage create {Pool} dir
            profile device add default root disk path=/ pool={Pool}
            launch tiny good1
            create --empty good2
            snapshot create good2 s0
            """, cancel);
        await incus.ShellAsync("default", "good1", "echo good1 > /root/who", cancel);
        await incus.IncusLinesAsync("stop --force good1\nsnapshot create good1 s0", cancel);
        foreach (var name in KnownDefects.Containers)
        {
            await incus.IncusLinesAsync($"create --empty {name}\nsnapshot create {name} s0\nsnapshot create {name} s1", cancel);
        }

        await incus.StopAsync(cancel);
        incus.LoseDatabase();
        var pool = new BrokenPool(Path.Combine(incus.IncusDirectory, "storage-pools", Pool));
        foreach (var defect in KnownDefects.All)
        {
            defect.Break?.Invoke(pool);
        }

        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync($"storage create other dir\ncreate --empty {KnownDefects.Recreated} -s other", cancel);
    }
}

using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Defects;

/// <summary>One broken instance of each kind among healthy ones, in one pass.</summary>
public sealed class DefectTests
{
    private static readonly string[] Healthy = ["good1", "good2"];

    [Fact(Timeout = 300_000)]
    [Trait("group", "defects")]
    public async Task Scan_EachDefectOnce_NamesEachOneAndTheOthersComeBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        await BuildAsync(incus, cancel);
        var recover = new RecoverProgram(incus);

        var scan = await recover.JsonAsync([0, 1], cancel, "scan");
        var unnamed = KnownDefects.All.Where(defect => !Names(scan, defect)).Select(defect =>
            $"{defect.What}: {defect.Code} is not on {defect.Item}, which has [{string.Join(", ", CodesOn(scan, defect.Item))}]").ToArray();
        Assert.True(unnamed.Length == 0, string.Join('\n', unnamed));
        Assert.All(Healthy, name => Assert.Equal("recoverable", StateOf(scan, name)));

        var plan = incus.Directory.Of("plan.json");
        var planned = await recover.TryAsync(cancel, "plan", "--accept-proposals", "-o", plan);
        Assert.True(planned.ExitCode is 0 or 1, planned.ToString());
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");
        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        Assert.Empty(applied.GetProperty("verification").GetProperty("differences").EnumerateArray());

        var listed = (await incus.IncusAsync(cancel, "list", "--format", "csv", "--columns", "n")).Split('\n');
        Assert.All(Healthy, name => Assert.Contains(name, listed));
        Assert.All(SilentKinds, name => Assert.Contains(name, listed));
        await incus.IncusAsync(cancel, "start", "good1");
        Assert.Equal("good1\n", await incus.ShellAsync("default", "good1", "cat /root/who", cancel));
    }

    /// <summary>Instances whose defect takes nothing from them, or only what can be told from the disk.</summary>
    private static IEnumerable<string> SilentKinds => ["d04", "d08", "d14", "d19"];

    private static async Task BuildAsync(PrivateIncus incus, CancellationToken cancel)
    {
        var image = await TinyImage.BuildAsync(incus.Directory, cancel);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync($"""
            image import {image} --alias tiny
            storage create pool1 dir
            profile device add default root disk path=/ pool=pool1
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
        var pool = new BrokenPool(Path.Combine(incus.IncusDirectory, "storage-pools", "pool1"));
        foreach (var defect in KnownDefects.All)
        {
            defect.Break?.Invoke(pool);
        }

        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync($"storage create other dir\ncreate --empty {KnownDefects.Recreated} -s other", cancel);
    }

    private static bool Names(JsonElement scan, Defect defect) =>
        CodesOn(scan, defect.Item).Any(code => code.Equals(defect.Code.ToString(), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> CodesOn(JsonElement scan, string item) =>
        scan.GetProperty("volumes").EnumerateArray().Where(volume => NameOnDisk(volume) == item).SelectMany(Codes)
            .Concat(scan.GetProperty("pools").EnumerateArray().SelectMany(pool => pool.GetProperty("findings").EnumerateArray())
                .Where(finding => finding.GetProperty("message").GetString()!.Contains(item, StringComparison.Ordinal))
                .Select(finding => finding.GetProperty("code").GetString()!));

    private static IEnumerable<string> Codes(JsonElement volume) =>
        volume.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!);

    private static string NameOnDisk(JsonElement volume) =>
        volume.GetProperty("project").GetString() is { } project and not "default"
            ? $"{project}_{volume.GetProperty("name").GetString()}"
            : volume.GetProperty("name").GetString()!;

    private static string? StateOf(JsonElement scan, string name) =>
        scan.GetProperty("volumes").EnumerateArray().Single(volume => NameOnDisk(volume) == name).GetProperty("state").GetString();
}

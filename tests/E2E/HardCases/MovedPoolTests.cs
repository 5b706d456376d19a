using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.HardCases;

/// <summary>Disks that were put elsewhere, under another name, and backup files that do not agree with each other or with where they lie.</summary>
public sealed class MovedPoolTests
{
    private const string Pool = "far";

    [Theory(Timeout = 400_000)]
    [Trait("group", "hard")]
    [InlineData(Pool)]
    [InlineData("moved")]
    public Task Recovery_PoolMoved_InstancesAndVolumesUseItWhereItIs(string name) => RecoverAsync(root: "", name, TestContext.Current.CancellationToken);

    [Fact(Timeout = 400_000)]
    [Trait("group", "incus-7")]
    public Task Recovery_PoolMovedAndRenamedOfIncus7_InstancesAndVolumesUseItWhereItIs() =>
        RecoverAsync(LabPrograms.Incus7, "moved", TestContext.Current.CancellationToken);

    [Theory(Timeout = 400_000)]
    [Trait("group", "hard")]
    [InlineData(SmallHost.Pool, "kept")]
    [InlineData(Pool, "changed")]
    public async Task Recovery_InstanceOnTwoPools_TheChosenCopyComesBack(string chosen, string file)
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.LostAsync(
            incus => $"storage create {Pool} dir source={incus.Directory.Make("far")}\nlaunch tiny twin\nexec twin -- touch /root/kept\nstop --force twin\ncreate tiny e1 -s {Pool}", cancel);
        await using var incus = host.Incus;
        await CopyAsync(incus, "twin", cancel);
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        // Nobody can tell which is right, so that without a word neither comes back.
        var cautious = await recover.JsonAsync([1], cancel, "plan", "--accept-proposals", "--pool", $"{Pool}:dir:{incus.Directory.Of("far")}", "-o", plan);
        Assert.DoesNotContain("twin", Names(cautious));
        Assert.Equal(2, (await recover.TryAsync(cancel, "plan", "--accept-proposals", "--pool", $"{Pool}:dir:{incus.Directory.Of("far")}", "--recover", "default/twin", "-o", plan)).ExitCode);
        var said = await recover.JsonAsync(
            [1], cancel, "plan", "--accept-proposals", "--pool", $"{Pool}:dir:{incus.Directory.Of("far")}", "--recover", $"{chosen}/Container/twin", "-o", plan);
        Assert.Contains("twin", Names(said));
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");

        Assert.Empty(applied.GetProperty("verification").GetProperty("differences").EnumerateArray());
        await incus.IncusAsync(cancel, "start", "twin");
        await incus.ShellAsync("default", "twin", $"test -e /root/{file}", cancel);
        using var shown = JsonDocument.Parse(await incus.IncusAsync(cancel, "query", "/1.0/instances/twin"));
        Assert.Equal(chosen, shown.RootElement.GetProperty("expanded_devices").GetProperty("root").GetProperty("pool").GetString());
    }

    private static async Task RecoverAsync(string root, string name, CancellationToken cancel)
    {
        var host = await SmallHost.LostAsync(
            root,
            incus => $"""
                storage create {Pool} dir source={incus.Directory.Make("far")} user.note=the-far-one
                storage volume create {Pool} data
                profile create near
                profile device add near root disk path=/ pool={Pool}
                profile set near user.version=1
                create tiny e1 -p default -p near
                create tiny e2 -p default -p near
                start e1
                storage volume attach {Pool} data e1 data /srv/data
                storage volume attach {Pool} data u1 data /srv/data
                exec e1 -- touch /srv/data/kept
                exec e1 -- chown 33:34 /srv/data/kept
                snapshot create e1 s0
                stop --force e1
                profile set near user.version=2
                """,
            cancel);
        await using var incus = host.Incus;
        await incus.RunAsync("umount", [Path.Combine(incus.IncusDirectory, "storage-pools", Pool)], cancel);
        var place = incus.Directory.Of("elsewhere");
        Directory.Move(incus.Directory.Of("far"), place);
        Disagree(incus, place);
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "--pool", $"{name}:dir:{place}", "-o", plan);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");

        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        Assert.Empty(applied.GetProperty("verification").GetProperty("differences").EnumerateArray());
        await incus.StopAsync(cancel);
        await incus.StartAsync(cancel);
        Assert.Equal("the-far-one\n", await incus.IncusAsync(cancel, "storage", "get", name, "user.note"));
        Assert.Equal(name + "\n", await incus.IncusAsync(cancel, "profile", "device", "get", "near", "root", "pool"));
        Assert.Equal("2\n", await incus.IncusAsync(cancel, "profile", "get", "near", "user.version"));
        Assert.Equal(name + "\n", await incus.IncusAsync(cancel, "config", "device", "get", "u1", "data", "pool"));
        await incus.IncusAsync(cancel, "start", "e1", "e2", "u1", "u2");
        foreach (var instance in (string[])["e1", "u1"])
        {
            Assert.Equal("33:34\n", await incus.ShellAsync("default", instance, "stat -c %u:%g /srv/data/kept", cancel));
        }

        await incus.IncusAsync(cancel, "stop", "--force", "e1");
        await incus.IncusAsync(cancel, "snapshot", "restore", "e1", "s0");
        await incus.IncusAsync(cancel, "start", "e1");
    }

    /// <summary>A file that says another project than its volume lies in, and one that is older than the others and has an older profile.</summary>
    private static void Disagree(PrivateIncus incus, string place)
    {
        Edit(Path.Combine(incus.IncusDirectory, "storage-pools", SmallHost.Pool, "containers", "u2", "backup.yaml"), "  project: default", "  project: another");
        var old = Path.Combine(place, "containers", "e1", "backup.yaml");
        Edit(old, "user.version: \"2\"", "user.version: \"1\"");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));
    }

    /// <summary>The instance a second time on the other pool, as an interrupted move leaves it: its file names that pool, and its contents went on.</summary>
    private static async Task CopyAsync(PrivateIncus incus, string instance, CancellationToken cancel)
    {
        var (from, to) = (Path.Combine(incus.IncusDirectory, "storage-pools", SmallHost.Pool, "containers", instance), Path.Combine(incus.Directory.Of("far"), "containers", instance));
        await LabCommand.RunAsync("cp", ["-a", from, to], cancellationToken: cancel);
        var file = Path.Combine(to, "backup.yaml");
        Edit(file, Section(File.ReadAllText(file)), Section(File.ReadAllText(Path.Combine(incus.Directory.Of("far"), "containers", "e1", "backup.yaml"))));
        File.WriteAllText(Path.Combine(to, "rootfs", "root", "changed"), "");
    }

    private static string Section(string text) => text[text.IndexOf("\npool:", StringComparison.Ordinal)..text.IndexOf("\nprofiles:", StringComparison.Ordinal)];

    private static void Edit(string file, string old, string now)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    private static string?[] Names(JsonElement plan) =>
        [.. plan.GetProperty("create").GetProperty("instances").EnumerateArray().Select(instance => instance.GetProperty("name").GetString())];
}

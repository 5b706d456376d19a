using System.Text.RegularExpressions;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.HardCases;

/// <summary>Sharing, ownership and the order of profiles: everything that Incus does with a recovered host at its first start must find it as it was.</summary>
public sealed class HardCaseTests
{
    /// <summary>What nobody can know any more, with the reason; every other difference fails the test.</summary>
    private static readonly (string Reason, string Pattern)[] Documented =
    [
        ("image records are not on the pool", $"^- (image |image alias |volume {HardHost.First} default/1/)"),
        ("a pool that no instance lies on has its settings nowhere else", $"^- pool {HardHost.Second} user\\."),
        ("settings of a project are nowhere but in the database", "^[-+] project (lab|shop) (description=|features\\.(images|networks|networks\\.zones|storage\\.buckets)=)"),
        ("custom volumes have no backup file", "^[-+] volume (snapshot )?\\S+ (default|shop)/2/\\S+ (created=|user\\.)"),
        ("the state at the last write of the backup file", "^[-+] (instance|snapshot) \\S+ (volatile\\.(last_state\\.(power|ready)|eth0\\.host_name|lan0\\.host_name)|used=)"),
    ];

    [Fact(Timeout = 400_000)]
    [Trait("group", "hard")]
    public Task Recovery_SharedAndShiftedVolumes_ComeBackAsTheyWere() => RecoverAsync(root: "", TestContext.Current.CancellationToken);

    [Fact(Timeout = 400_000)]
    [Trait("group", "incus-7")]
    public Task Recovery_SharedAndShiftedVolumesOfIncus7_ComeBackAsTheyWere() => RecoverAsync(LabPrograms.Incus7, TestContext.Current.CancellationToken);

    private static async Task RecoverAsync(string root, CancellationToken cancel)
    {
        var host = await HardHost.LostAsync(root, cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");

        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        Assert.Empty(applied.GetProperty("verification").GetProperty("differences").EnumerateArray());
        var differences = DatabaseFacts.Compare(host.DumpBefore, await incus.DumpAsync(cancel));
        var undocumented = differences.Where(line => !Documented.Any(known => Regex.IsMatch(line, known.Pattern))).ToArray();
        Assert.True(undocumented.Length == 0, "Undocumented differences:\n" + string.Join('\n', undocumented));
        var effective = FileFacts.Compare(host.EffectiveBefore, await host.EffectiveAsync(cancel));
        Assert.True(effective.Count == 0, "Instances that differ:\n" + string.Join('\n', effective));

        if (root.Length > 0)
        {
            Assert.DoesNotContain(differences, line => line.Contains(HardHost.Dependent, StringComparison.Ordinal));
        }

        foreach (var (project, name) in HardHost.Containers)
        {
            await incus.IncusAsync(cancel, "--project", project, "start", name);
        }

        Assert.Equal(
            "33:33 640\n4000:5000\n",
            await incus.ShellAsync("lab", "guest", "stat -c '%u:%g %a' /srv/data/of-share-b/plain; stat -c '%u:%g' /srv/data/of-share-b/kept/one", cancel));
        await host.StopAllAsync(cancel);
        var files = FileFacts.Compare(host.FilesBefore, await host.FilesAsync(cancel));
        Assert.True(files.Count == 0, "Files that differ:\n" + string.Join('\n', files));
    }
}

using System.Text.RegularExpressions;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>The log of a rich host is lost, and an older copy of its database is left: a recovery from the pools brings back everything that the copy knew.</summary>
public sealed class OldDatabaseTests
{
    /// <summary>What a recovery can't bring back, with the reason; every other difference fails the test.</summary>
    private static readonly (string Reason, string Pattern)[] Documented =
    [
        ("a new database has no use for image files, so that their records do not come back; the plan says so", "^- (image|image alias) "),
        ("the volume of an image belongs to the image's record", $"^- volume {RichHost.Pool} default/1/"),
        ("network features of a project that are unset are written as what they mean", "^\\+ project shop features\\.networks(\\.zones)?=false$"),
        ("runtime state: what is stopped stays stopped", "^[-+] (instance|snapshot) \\S+ (volatile\\.(last_state\\.(power|ready)|eth0\\.host_name)|used=)"),
    ];

    [Theory(Timeout = 400_000)]
    [Trait("group", "database")]
    [InlineData("db.bin")]
    [InlineData("global.bak")]
    public async Task Plan_LogLostAndACopyLeft_BringsBackWhatTheCopyKnew(string left)
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await AddWhatNoPoolKnowsAsync(incus, cancel);
        await incus.IncusAsync(cancel, "stop", "--force", "c1", "c2");
        await incus.IncusAsync(cancel, "--project", "shop", "stop", "--force", "db1");
        var before = await incus.DumpAsync(cancel);
        await incus.StopAsync(cancel);
        Leave(Path.Combine(incus.IncusDirectory, "database"), left);
        var recover = new RecoverProgram(incus);
        var plan = incus.Directory.Of("plan.json");

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        var applied = await recover.JsonAsync([0, 1], cancel, "apply", plan, "--yes");

        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        Assert.Empty(applied.GetProperty("verification").GetProperty("differences").EnumerateArray());
        var differences = DatabaseFacts.Compare(before, await incus.DumpAsync(cancel));
        var undocumented = differences.Where(line => !Documented.Any(known => Regex.IsMatch(line, known.Pattern))).ToArray();
        Assert.True(undocumented.Length == 0, "Undocumented differences:\n" + string.Join('\n', undocumented));
        await incus.IncusAsync(cancel, "start", "c1");
    }

    private static async Task AddWhatNoPoolKnowsAsync(PrivateIncus incus, CancellationToken cancel)
    {
        await incus.IncusLinesAsync(
            $"""
            network acl create inner user.note=inside
            network acl rule add inner ingress action=allow protocol=tcp destination_port=22
            network forward create {RichHost.Bridge} 192.0.2.9 user.note=door
            network forward port add {RichHost.Bridge} 192.0.2.9 tcp 80 10.77.9.50
            network zone create lab.example user.note=names
            network zone record create lab.example www
            network zone record entry add lab.example www A 10.77.9.50
            network create idle ipv4.address=10.77.10.1/24 ipv6.address=none
            config set user.note=kept
            """,
            cancel);
        var certificate = incus.Directory.Of("anna.crt");
        await incus.RunAsync(
            "openssl",
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=anna", "-keyout", "/dev/null", "-out", certificate, "-days", "90"],
            cancel);
        await incus.IncusAsync(cancel, "config", "trust", "add-certificate", certificate, "--restricted", "--projects", "shop");
    }

    private static void Leave(string database, string left)
    {
        var global = Path.Combine(database, "global");
        if (Directory.Exists(global + ".bak"))
        {
            Directory.Delete(global + ".bak", recursive: true);
        }

        if (left == "global.bak")
        {
            Directory.Move(global, global + ".bak");
            return;
        }

        foreach (var file in Directory.GetFiles(global).Where(file => !Path.GetFileName(file).StartsWith("db.bin", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }
    }
}

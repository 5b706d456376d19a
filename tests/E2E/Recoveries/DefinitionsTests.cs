using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>What only the database knows, written into a file on the day before, comes back from it.</summary>
public sealed class DefinitionsTests
{
    // What describes the moment of the dump, and not what people keep.
    private static readonly string[] Passing = [" used=", " volatile.last_state.", ".host_name="];

    [Fact(Timeout = 300_000)]
    [Trait("group", "dir")]
    public async Task Export_BeforeTheDatabaseIsLost_BringsBackEverythingButTheImage()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await RichHost.BuildAsync("dir", cancel);
        await using var incus = host.Incus;
        await incus.IncusLinesAsync($"""
            network acl create rules user.note=inner
            network zone create lab.example
            network forward create {RichHost.Bridge} 10.77.9.77
            config set user.site=north
            """, cancel);
        var recover = new RecoverProgram(incus);
        var file = incus.Directory.Of("definitions");
        var exported = await recover.TryAsync(cancel, "export-definitions", file);
        Assert.True(exported.ExitCode == 0, exported.ToString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var bytes = await File.ReadAllBytesAsync(file, cancel);
        await host.LoseStoppedAsync(cancel);
        host.RemoveForged();

        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "--definitions", file, "-o", recover.PlanFile);
        await recover.JsonAsync([0, 1], cancel, "apply", recover.PlanFile, "--yes");

        var differences = DatabaseFacts.Compare(host.DumpBefore, await incus.DumpAsync(cancel))
            .Where(fact => !Passing.Any(word => fact.Contains(word, StringComparison.Ordinal)));
        Assert.All(differences, fact => Assert.StartsWith("- image ", fact, StringComparison.Ordinal));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, cancel));
    }

    [Fact(Timeout = 240_000)]
    [Trait("group", "dir")]
    public async Task Check_WithDefinitionsAndWithoutImage_SaysThatEverythingComesBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.BuildAsync(_ => SmallHost.OnlyInDatabase, cancel);
        await using var incus = host.Incus;
        await incus.IncusAsync(cancel, "image", "delete", "tiny");
        var recover = new RecoverProgram(incus);
        var file = incus.Directory.Of("definitions");

        var before = await recover.JsonAsync([1], cancel, "check");
        var exported = await recover.TryAsync(cancel, "export-definitions", file);
        var after = await recover.JsonAsync([0], cancel, "check", "--definitions", file);

        Assert.NotEmpty(before.GetProperty("lines").EnumerateArray());
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal("whole", after.GetProperty("verdict").GetString());
        Assert.Empty(after.GetProperty("lines").EnumerateArray());
        await File.WriteAllTextAsync(file, "not a file of definitions", cancel);
        var refused = await recover.TryAsync(cancel, "check", "--definitions", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(file, refused.Errors, StringComparison.Ordinal);
    }
}

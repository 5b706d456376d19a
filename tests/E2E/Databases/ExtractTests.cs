using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>What is extracted can be used by the tools that people have at hand.</summary>
public sealed class ExtractTests
{
    [Fact(Timeout = 180_000)]
    [Trait("group", "database")]
    public async Task Extract_SqliteAndSql_AreTheSameToTheSqliteShell()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync("""
            storage create local dir
            profile device add default root disk path=/ pool=local
            create --empty c1
            snapshot create c1 s0
            """, cancel);
        await incus.IncusAsync(cancel, "profile", "set", "default", "user.text", "it's\r\ntwo lines; \"quoted\", ü");
        await incus.StopAsync(cancel);
        var (file, text, read) = (incus.Directory.Of("out.db"), incus.Directory.Of("out.sql"), incus.Directory.Of("read.db"));

        Assert.Equal(0, (await recover.TryAsync(cancel, "database", "extract", "-o", file)).ExitCode);
        Assert.Equal(0, (await recover.TryAsync(cancel, "database", "extract", "-o", text)).ExitCode);
        var existing = await recover.TryAsync(cancel, "database", "extract", "-o", text);

        Assert.Equal(2, existing.ExitCode);
        await LabCommand.RunAsync("sqlite3", ["-bail", read], input: await File.ReadAllTextAsync(text, cancel), cancellationToken: cancel);
        Assert.Equal("ok\n", await QueryAsync(read, "PRAGMA integrity_check; PRAGMA foreign_key_check", cancel));
        Assert.Equal("c1|s0\n", await QueryAsync(read, "SELECT i.name, s.name FROM instances i JOIN instances_snapshots s ON s.instance_id = i.id", cancel));
        Assert.Equal(await QueryAsync(file, ".dump", cancel), await QueryAsync(read, ".dump", cancel));
    }

    [Fact(Timeout = 180_000)]
    [Trait("group", "database")]
    public async Task Extract_AtAnEarlierEntry_HasWhatWasDeletedSince()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync("""
            storage create local dir
            profile device add default root disk path=/ pool=local
            create --empty precious
            """, cancel);
        await incus.StopAsync(cancel);
        var before = (await recover.JsonAsync([0], cancel, "database", "check")).GetProperty("lastGoodIndex").GetInt64();
        await incus.StartAsync(cancel);
        await incus.IncusAsync(cancel, "delete", "precious");
        await incus.StopAsync(cancel);
        var file = incus.Directory.Of("before.db");

        var extract = await recover.TryAsync(cancel, "database", "extract", "-o", file, "--at", $"{before}");

        Assert.Equal(0, extract.ExitCode);
        Assert.Equal("precious\n", await QueryAsync(file, "SELECT name FROM instances", cancel));
        var now = await recover.JsonAsync([0], cancel, "database", "check");
        Assert.Equal(0, now.GetProperty("tables").GetProperty("instances").GetInt32());
    }

    private static Task<string> QueryAsync(string file, string sql, CancellationToken cancel) =>
        LabCommand.RunAsync("sqlite3", ["-readonly", file, sql], cancellationToken: cancel);
}

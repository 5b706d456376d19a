using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>A state of the database goes back into a host with instances, and the way back from there.</summary>
public sealed class RestoreTests
{
    [Fact(Timeout = 240_000)]
    [Trait("group", "database")]
    public async Task Restore_BeforeAnAccidentalDelete_EverythingIsThereAndUndoWorks()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync(
            """
            storage create pool dir
            profile create web
            config set user.note=kept
            """,
            cancel);
        var before = DatabaseFacts.Read(await incus.DumpAsync(cancel));
        var index = (await recover.JsonAsync([0], cancel, "database", "check")).GetProperty("lastGoodIndex").GetInt64();
        await incus.IncusAsync(cancel, "profile", "delete", "web");
        await incus.IncusAsync(cancel, "config", "unset", "user.note");
        var after = DatabaseFacts.Read(await incus.DumpAsync(cancel));

        var run = await recover.JsonAsync([0], cancel, "database", "restore", "--at", $"{index}", "--yes");

        Assert.Equal("applied", run.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Equal(before, DatabaseFacts.Read(await incus.DumpAsync(cancel)));
        var undone = await recover.JsonAsync([0], cancel, "undo", run.GetProperty("run").GetString()!, "--yes");
        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Equal(after, DatabaseFacts.Read(await incus.DumpAsync(cancel)));
    }

    [Fact(Timeout = 240_000)]
    [Trait("group", "database")]
    public async Task Restore_DaemonDoesNotComeUp_IsPutBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusAsync(cancel, "profile", "create", "web");
        var before = DatabaseFacts.Read(await incus.DumpAsync(cancel));
        await File.WriteAllTextAsync(incus.StartFailures, "x", cancel);

        var run = await recover.JsonAsync([3], cancel, "database", "restore", "--yes");

        Assert.Equal("rolledBack", run.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Equal(before, DatabaseFacts.Read(await incus.DumpAsync(cancel)));
        Assert.Empty(Directory.GetDirectories(Path.Combine(incus.IncusDirectory, "database"), "global.before-restore-*"));
    }

    [Fact(Timeout = 240_000)]
    [Trait("group", "database")]
    public async Task Restore_OneOfSeveralMembers_IsRefusedUnlessTheOthersAreGone()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync(
            """
            config set core.https_address 127.0.0.1:8443
            cluster enable first
            profile create web
            """,
            cancel);
        await incus.IncusAsync(
            cancel,
            "admin",
            "sql",
            "global",
            """
            INSERT INTO nodes (id, name, description, address, schema, api_extensions, heartbeat, state, arch)
            SELECT 2, 'second', '', '127.0.0.2:8443', schema, api_extensions, '2020-01-01 00:00:00', 0, arch FROM nodes WHERE id = 1
            """);

        var refused = await recover.TryAsync(cancel, "database", "restore", "--yes");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("second", refused.Errors, StringComparison.Ordinal);
        var run = await recover.JsonAsync([0], cancel, "database", "restore", "--other-members-gone", "--yes");

        Assert.Equal("applied", run.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.Contains("web", await incus.IncusAsync(cancel, "profile", "list", "--format", "csv"), StringComparison.Ordinal);
    }
}

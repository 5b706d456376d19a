using Microsoft.Data.Sqlite;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Hosts;
using Recover.Core.Json;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Cases;

public sealed class CaseStoreTests : IDisposable
{
    private const int Timeout = 60_000;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 2, 12, TimeSpan.Zero);
    private readonly TemporaryDirectory _top = new();
    private readonly DataDirectory _data;

    public CaseStoreTests() => _data = new DataDirectory(_top.At("data"));

    public void Dispose() => _top.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Case_StoredAndReadByANewStart_IsTheSame()
    {
        var added = await AddAsync(new CaseStore(_data), TestContext.Current.CancellationToken);
        var changed = await new CaseStore(_data).ChangeAsync(
            added.Number,
            one => one with
            {
                Step = CaseStep.Questions,
                Chosen = [new PoolDefinition { Name = "default", Driver = "dir", Origin = PoolOrigin.Directory }],
                Questions = [new MissingObject { Kind = MissingKind.Profile, Project = "default", Name = "web", NeededBy = ["default/c1"] }],
                Answers = [new Answer { QuestionId = "profile:default/web", Kind = AnswerKind.LeaveOut, By = "anna", At = Now }],
                Events = [.. one.Events, new CaseEvent(Now, "anna", "second")],
            },
            TestContext.Current.CancellationToken);
        var found = await new CaseStore(_data).FindAsync(added.Number, TestContext.Current.CancellationToken);
        Assert.Equal(Json(changed), Json(found!));
        Assert.Equal(["first", "second"], found!.Events.Select(one => one.What));
    }

    [Fact(Timeout = Timeout)]
    public async Task Reference_OfEachCase_CountsOn()
    {
        var store = new CaseStore(_data);
        var first = await AddAsync(store, TestContext.Current.CancellationToken);
        var second = await AddAsync(store, TestContext.Current.CancellationToken);
        Assert.Equal((1, "R-2026-0001"), (first.Number, first.Reference));
        Assert.Equal((2, "R-2026-0002"), (second.Number, second.Reference));
        Assert.Equal([2, 1], (await store.ListAsync(TestContext.Current.CancellationToken)).Select(one => one.Number));
    }

    [Fact(Timeout = Timeout)]
    public async Task Changes_OfManyAtOnce_AreAllThere()
    {
        var added = await AddAsync(new CaseStore(_data), TestContext.Current.CancellationToken);
        await Parallel.ForEachAsync(Enumerable.Range(0, 24), TestContext.Current.CancellationToken, async (number, stop) =>
            await new CaseStore(_data).ChangeAsync(
                added.Number, one => one with { Events = [.. one.Events, new CaseEvent(Now, "anna", $"{number}")] }, stop));
        var found = await new CaseStore(_data).FindAsync(added.Number, TestContext.Current.CancellationToken);
        Assert.Equal(25, found!.Events.Length);
    }

    // Whoever closes the file last removes its WAL, and whoever opens it next makes it anew: those in between must not be refused.
    [Fact(Timeout = Timeout)]
    public async Task Pages_OfManyProcesses_OpeningAndClosingAllTheTime_AreNeverRefused()
    {
        var added = await AddAsync(new CaseStore(_data), TestContext.Current.CancellationToken);
        var many = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, 800), many, async (number, stop) =>
        {
            var store = new CaseStore(_data);
            Assert.NotNull(await store.FindAsync(added.Number, stop));
            if (number % 8 == 0)
            {
                await store.ChangeAsync(added.Number, one => one with { Events = [.. one.Events, new CaseEvent(Now, "anna", $"{number}")] }, stop);
            }
        });
        Assert.Equal(101, (await new CaseStore(_data).FindAsync(added.Number, TestContext.Current.CancellationToken))!.Events.Length);
    }

    [Fact(Timeout = Timeout)]
    public async Task Request_NotedTwice_CountsOnce()
    {
        var store = new CaseStore(_data);
        var added = await AddAsync(store, TestContext.Current.CancellationToken);
        Assert.True(await store.NoteRequestAsync("click-1", added.Number, TestContext.Current.CancellationToken));
        Assert.False(await store.NoteRequestAsync("click-1", added.Number, TestContext.Current.CancellationToken));
        await store.ForgetRequestAsync("click-1", TestContext.Current.CancellationToken);
        Assert.True(await store.NoteRequestAsync("click-1", added.Number, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task File_AndWhatSqliteAddsToIt_IsForRootAlone()
    {
        var store = new CaseStore(_data);
        await AddAsync(store, TestContext.Current.CancellationToken);
        Assert.All(
            Directory.EnumerateFiles(_data.Root, "cases.db*"),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_data.Root));
    }

    [Fact]
    public void Store_OfALaterVersion_IsRefused()
    {
        _ = new CaseStore(_data);
        using (var connection = new SqliteConnection($"Data Source={_data.CaseFile};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        var refused = Assert.Throws<CaseStoreException>(() => new CaseStore(_data));
        Assert.Equal(CaseTexts.Get("Store.Later", _data.CaseFile, 99), refused.Message);
    }

    [Fact(Timeout = Timeout)]
    public async Task Store_OfTheFirstVersion_IsBroughtUpWithItsCases()
    {
        var added = await AddAsync(new CaseStore(_data), TestContext.Current.CancellationToken);
        using (var connection = new SqliteConnection($"Data Source={_data.CaseFile};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE events (
                    id INTEGER PRIMARY KEY, case_number INTEGER NOT NULL REFERENCES cases (number), at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL);
                INSERT INTO events (case_number, at, by, what) SELECT case_number, at, by, what FROM log;
                DROP TABLE log; DROP TABLE starts; PRAGMA user_version = 1
                """;
            command.ExecuteNonQuery();
        }

        var start = new InstanceStart { Project = "default", Name = "c1", State = InstanceStartState.Failed, By = "anna", StartedAt = Now, Error = "no" };
        await new CaseStore(_data).ChangeAsync(
            added.Number, one => one with { Starts = [start], Events = one.Events.Add(new CaseEvent(Now, "anna", "second")) }, TestContext.Current.CancellationToken);
        await new CaseStore(_data).ChangeAsync(
            added.Number,
            one => one with { Starts = [start with { State = InstanceStartState.Running, Error = null }], Events = one.Events.Add(new CaseEvent(Now, "recover", "third")) },
            TestContext.Current.CancellationToken);

        var found = await new CaseStore(_data).FindAsync(added.Number, TestContext.Current.CancellationToken);
        Assert.Equal([start with { State = InstanceStartState.Running, Error = null }], found!.Starts);
        Assert.Equal(["first", "second", "third"], found.Events.Select(one => one.What));
        Assert.Empty((await new CaseStore(_data).CheckLogAsync(printed: null, TestContext.Current.CancellationToken)).Breaks);
    }

    [Fact]
    public void Store_FileThatIsNone_IsRefused()
    {
        Directory.CreateDirectory(_data.Root);
        File.WriteAllText(_data.CaseFile, "not a database at all, and long enough to be looked at by the engine");
        Assert.Throws<CaseStoreException>(() => new CaseStore(_data));
    }

    private static Task<RecoveryCase> AddAsync(CaseStore store, CancellationToken cancellationToken) => store.AddAsync(
        Now,
        (number, reference) => new RecoveryCase
        {
            Number = number,
            Reference = reference,
            OpenedAt = Now,
            OpenedBy = "anna",
            Situation = CaseSituation.DatabaseLost,
            Step = CaseStep.Host,
            HostName = "lost-host",
            IncusDirectory = "/var/lib/incus",
            Events = [new CaseEvent(Now, "anna", "first")],
        },
        cancellationToken);

    private static string Json(RecoveryCase one) => System.Text.Json.JsonSerializer.Serialize(one, CoreJson.Indented);
}

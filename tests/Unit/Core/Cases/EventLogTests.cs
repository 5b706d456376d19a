using Microsoft.Data.Sqlite;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Cases;

public sealed class EventLogTests : IDisposable
{
    private const int Timeout = 60_000;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 2, 12, TimeSpan.Zero);
    private readonly TemporaryDirectory _top = new();
    private readonly DataDirectory _data;

    public EventLogTests() => _data = new DataDirectory(_top.At("data"));

    public void Dispose() => _top.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Log_OfSignInsAndCases_IsOneUnbrokenChain()
    {
        var store = await FilledAsync();

        var entries = await store.LogAsync(TestContext.Current.CancellationToken);
        var check = await store.CheckLogAsync(entries[2].Seal!.Sha256, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 4, 5], entries.Select(entry => entry.Seal!.Number));
        Assert.Equal([null, 1, 2, 1, null], entries.Select(entry => entry.Seal!.Case));
        Assert.Equal([LogChain.Beginning, .. entries.SkipLast(1).Select(entry => entry.Seal!.Sha256)], entries.Select(entry => entry.Seal!.Previous));
        Assert.Equal((5, entries[^1].Seal!.Sha256), (check.Entries, check.Head));
        Assert.Empty(check.Breaks);
    }

    [Fact(Timeout = Timeout)]
    public async Task Case_AfterAWrite_HasItsEntriesAsTheLogHasThem()
    {
        var store = await FilledAsync();

        var found = await store.FindAsync(1, TestContext.Current.CancellationToken);

        Assert.Equal((await store.LogAsync(TestContext.Current.CancellationToken)).Where(entry => entry.Seal!.Case == 1), found!.Events);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("UPDATE log SET what = 'nothing happened' WHERE number = 3", LogBreakKind.Altered, 3L)]
    [InlineData("UPDATE log SET by = 'bob' WHERE number = 1", LogBreakKind.Altered, 1L)]
    [InlineData("UPDATE log SET at = '2026-11-23T13:00:00.0000000Z' WHERE number = 5", LogBreakKind.Altered, 5L)]
    [InlineData("UPDATE log SET case_number = NULL WHERE number = 3", LogBreakKind.Altered, 3L)]
    [InlineData("UPDATE log SET state = NULL WHERE number = 4", LogBreakKind.Altered, 4L)]
    [InlineData("DELETE FROM log WHERE number = 1", LogBreakKind.Gap, 2L)]
    [InlineData("DELETE FROM log WHERE number = 3", LogBreakKind.Gap, 4L)]
    [InlineData("DELETE FROM log WHERE number >= 4", LogBreakKind.CaseAltered, 2L)]
    [InlineData("UPDATE cases SET opened_by = 'bob' WHERE number = 1", LogBreakKind.CaseAltered, 4L)]
    [InlineData("UPDATE answers SET answer = replace(answer, 'anna', 'bob')", LogBreakKind.CaseAltered, 4L)]
    [InlineData("DELETE FROM answers", LogBreakKind.CaseAltered, 4L)]
    [InlineData("DELETE FROM log WHERE case_number = 2", LogBreakKind.CaseAltered, null)]
    public async Task Check_AfterTampering_SaysWhereItBreaks(string tampering, LogBreakKind kind, long? number)
    {
        var store = await FilledAsync();
        Tamper(tampering);

        var check = await store.CheckLogAsync(printed: null, TestContext.Current.CancellationToken);

        Assert.Contains((kind, number), check.Breaks.Select(one => (one.Kind, one.Number)));
        Assert.All(check.Breaks, one => Assert.NotEmpty(one.Message));
    }

    [Fact(Timeout = Timeout)]
    public async Task Check_ChainMadeAnewAfterTampering_LacksTheHashThatWasPrinted()
    {
        var store = await FilledAsync();
        var entries = await store.LogAsync(TestContext.Current.CancellationToken);
        var printed = entries[^1].Seal!.Sha256;
        LogSeal? last = null;
        foreach (var entry in entries)
        {
            var sealedAnew = LogChain.Seal(entry with { By = "bob" }, last, entry.Seal!.Case, entry.Seal.State);
            last = sealedAnew.Seal;
            Tamper($"UPDATE log SET by = 'bob', previous = '{last!.Previous}', sha256 = '{last.Sha256}' WHERE number = {last.Number}");
        }

        Assert.Empty((await store.CheckLogAsync(printed: null, TestContext.Current.CancellationToken)).Breaks);
        Assert.Equal(LogBreakKind.PrintedUnknown, Assert.Single((await store.CheckLogAsync(printed, TestContext.Current.CancellationToken)).Breaks).Kind);
    }

    [Fact(Timeout = Timeout)]
    public async Task Change_WithoutAnEntry_IsRefusedAndStoresNothing()
    {
        var store = await FilledAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.ChangeAsync(1, one => one with { HostName = "other" }, TestContext.Current.CancellationToken));

        Assert.Equal("lost-host", (await store.FindAsync(1, TestContext.Current.CancellationToken))!.HostName);
        Assert.Empty((await store.CheckLogAsync(printed: null, TestContext.Current.CancellationToken)).Breaks);
    }

    [Fact(Timeout = Timeout)]
    public async Task Entries_OfManyProcessesAtOnce_AreOneChain()
    {
        var store = await FilledAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), TestContext.Current.CancellationToken, async (number, stop) =>
            await new CaseStore(_data).NoteAsync(new CaseEvent(Now, "anna", $"{number}"), stop));

        var check = await store.CheckLogAsync(printed: null, TestContext.Current.CancellationToken);
        Assert.Equal(45, check.Entries);
        Assert.Empty(check.Breaks);
    }

    private async Task<CaseStore> FilledAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var store = new CaseStore(_data);
        await store.NoteAsync(new CaseEvent(Now, "anna", "in"), cancel);
        await store.AddAsync(Now, New, cancel);
        await store.AddAsync(Now, New, cancel);
        await store.ChangeAsync(
            1,
            one => one with
            {
                Answers = [new Answer { QuestionId = "profile:default/web", Kind = AnswerKind.LeaveOut, By = "anna", At = Now }],
                Events = one.Events.Add(new CaseEvent(Now, "anna", "answered, in \"words\"\nof two lines")),
            },
            cancel);
        await store.NoteAsync(new CaseEvent(Now.ToOffset(TimeSpan.FromHours(9)), "anna", "out"), cancel);
        return store;
    }

    private static RecoveryCase New(int number, string reference) => new()
    {
        Number = number,
        Reference = reference,
        OpenedAt = Now,
        OpenedBy = "anna",
        Situation = CaseSituation.DatabaseLost,
        Step = CaseStep.Host,
        HostName = "lost-host",
        IncusDirectory = "/var/lib/incus",
        Events = [new CaseEvent(Now, "anna", "opened")],
    };

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_data.CaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }
}

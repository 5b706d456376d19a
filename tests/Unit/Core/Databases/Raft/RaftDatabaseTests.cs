using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

public sealed class RaftDatabaseTests
{
    [Theory]
    [InlineData(null, 1029, 10)]
    [InlineData(1024L, 1024, 7)]
    [InlineData(52L, 52, 7)]
    public async Task Extract_AtAnEntry_IsTheDatabaseOfThen(long? at, long last, long profiles)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var file = Path.Combine(directory.Work, "then.sqlite");

        var extract = await ExtractAsync(directory, new ExtractRequest { At = at }, file);

        Assert.Equal((ExtractOutcome.Written, CandidateSource.Raft, last), (extract.Outcome, extract.Source, extract.LastIndex));
        Assert.Equal(profiles, extract.Tables["profiles"]);
        Assert.Equal(profiles, Count(file));
        Assert.Equal([file], Directory.GetFiles(directory.Work));
    }

    [Theory]
    [InlineData(1030)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public async Task Extract_AtAnEntryOutOfReach_SaysWhatIsInReach(long at)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var file = Path.Combine(directory.Work, "then.sqlite");

        var extract = await ExtractAsync(directory, new ExtractRequest { At = at }, file);

        Assert.Equal((ExtractOutcome.EntryOutOfReach, 1029L), (extract.Outcome, extract.LastReachable));
        Assert.InRange(extract.FirstReachable!.Value, 2, 18);
        Assert.Empty(Directory.GetFiles(directory.Work));
    }

    [Fact]
    public async Task Extract_EarliestReachable_CanBeHad()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        var file = Path.Combine(directory.Work, "then.sqlite");
        var first = (await ExtractAsync(directory, new ExtractRequest { At = 1 }, file)).FirstReachable;

        var extract = await ExtractAsync(directory, new ExtractRequest { At = first }, file);

        Assert.Equal(ExtractOutcome.Written, extract.Outcome);
        Assert.Empty(extract.Problems);
    }

    [Fact]
    public async Task Extract_Salvage_HasWhatLiesBehindTheDamage()
    {
        using var directory = new DamagedDirectory("open-bad-data-checksum");
        var file = Path.Combine(directory.Work, "salvage.sqlite");

        var extract = await ExtractAsync(directory, new ExtractRequest { Salvage = true }, file);

        Assert.Equal((ExtractOutcome.Written, CandidateSource.Salvage), (extract.Outcome, extract.Source));
        Assert.Equal(82, Count(file));
    }

    [Fact]
    public async Task Extract_SalvageWithoutDamage_IsNothing()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);

        var extract = await ExtractAsync(directory, new ExtractRequest { Salvage = true }, Path.Combine(directory.Work, "salvage.sqlite"));

        Assert.Equal(ExtractOutcome.NoSalvage, extract.Outcome);
        Assert.Empty(Directory.GetFiles(directory.Work));
    }

    [Fact]
    public async Task Extract_FileThatExists_IsNotTouched()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        var file = Path.Combine(directory.Work, "there.sqlite");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() => ExtractAsync(directory, ExtractRequest.LastGood, file));

        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Check_DirectoryItself_IsTakenToo()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);

        var check = await RaftDatabase.CheckAsync(directory.At("").TrimEnd('/'), directory.Work, TestContext.Current.CancellationToken);

        Assert.Equal((DatabaseCheckState.Healthy, 52L), (check.State, check.LastGoodIndex));
    }

    private static Task<DatabaseExtract> ExtractAsync(DamagedDirectory directory, ExtractRequest request, string file) =>
        RaftDatabase.ExtractAsync(directory.Database, request, file, TestContext.Current.CancellationToken);

    private static long Count(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM profiles";
        return (long)command.ExecuteScalar()!;
    }
}

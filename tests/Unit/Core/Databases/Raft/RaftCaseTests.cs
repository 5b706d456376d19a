using System.Collections.Immutable;
using System.Text.Json;
using Recover.Core.Databases.Raft;
using Recover.Core.Json;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>Every captured directory gives what its description says, and is left as it was.</summary>
public sealed class RaftCaseTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Names => [.. RaftCase.Names];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Check_CapturedDirectory_TellsWhatIsInIt(string name)
    {
        var database = RaftCase.Unpack(name, _directory);
        var before = RaftCase.Fingerprint(database);
        var expected = RaftCase.Expected(name);

        var check = await CheckAsync(database);

        Assert.Equal(before, RaftCase.Fingerprint(database));
        Assert.Equal(Words(expected.GetProperty("findings")), check.Findings.Select(Word).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(expected.GetProperty("last_good_index").GetInt64(), check.LastGoodIndex);
        Assert.Equal(expected.GetProperty("last_term").GetInt64(), check.LastTerm);
        Assert.Equal(expected.GetProperty("base_snapshot").GetString(), check.BaseSnapshot);
        Assert.Equal(CandidateSource.Raft, check.Source);
        AssertRows(expected.GetProperty("rows"), check.Tables);
        AssertSalvage(expected.GetProperty("salvage_rows"), check);
        Assert.Equal([new RaftServer(1, "1", RaftRole.Voter)], check.Configuration);
        Assert.Equal(new RaftMetadata("metadata1", 1, 1, 0), check.Metadata);

        // A write cut short by a crash is normal; everything else is not.
        var isTorn = Words(expected.GetProperty("findings")).SequenceEqual(["torn"]);
        Assert.Equal(isTorn, check.TornTail);
        Assert.Equal(expected.GetProperty("healthy").GetBoolean() || isTorn, check.State == DatabaseCheckState.Healthy);
        Assert.Empty(Directory.GetFiles(_directory.Root));
    }

    private static void AssertSalvage(JsonElement rows, DatabaseCheck check)
    {
        var salvage = check.Candidates.SingleOrDefault(candidate => candidate.Source == CandidateSource.Salvage);
        Assert.Equal(rows.ValueKind == JsonValueKind.Null, salvage is null);
        if (salvage is not null)
        {
            AssertRows(rows, salvage.Tables);
        }
    }

    private static void AssertRows(JsonElement rows, ImmutableSortedDictionary<string, long> tables) =>
        Assert.All(rows.EnumerateObject(), row => Assert.Equal((row.Name, row.Value.GetInt64()), (row.Name, tables[row.Name])));

    private static IEnumerable<string> Words(JsonElement findings) =>
        findings.EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal);

    // "DataChecksum" in the words of the descriptions: "data-checksum".
    private static string Word(DatabaseFinding finding) => JsonNamingPolicy.KebabCaseLower.ConvertName(JsonSerializer.Serialize(finding.Code, CoreJson.Compact).Trim('"'));

    private Task<DatabaseCheck> CheckAsync(string database) =>
        RaftDatabase.CheckAsync(database, _directory.Root, TestContext.Current.CancellationToken);
}

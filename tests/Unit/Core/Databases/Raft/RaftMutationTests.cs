using System.Collections.Immutable;
using Recover.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>
/// Directories damaged at random, always the same way for the same number: reading them ends, throws nothing, and never calls damage healthy.
/// </summary>
public sealed class RaftMutationTests
{
    private const int Rounds = 12;

    private static readonly string[] Names = [DamagedDirectory.WithoutSnapshot, DamagedDirectory.WithSnapshot, DamagedDirectory.Killed];

    public static TheoryData<string> Corpus => [.. RaftCase.Names];

    public static TheoryData<string, int> Seeds
    {
        get
        {
            var seeds = new TheoryData<string, int>();
            foreach (var name in Names)
            {
                for (var seed = 0; seed < 3; seed++)
                {
                    seeds.Add(name, seed);
                }
            }

            return seeds;
        }
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Seeds))]
    public async Task Check_BitFlippedInCheckedData_IsNeverHealthy(string name, int seed)
    {
        using var directory = new DamagedDirectory(name);
        var random = new Random(seed);
        var files = Segments(directory, name);
        for (var round = 0; round < Rounds; round++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var file = files[random.Next(files.Length)];
            var at = random.Next(directory.Batches(file)[^1]);
            var bit = (byte)(1 << random.Next(8));
            directory.Change(file, bytes => bytes[at] ^= bit);

            var check = await directory.CheckAsync();

            Assert.False(check.State == DatabaseCheckState.Healthy, $"{file} at {at} ^ {bit}");
            directory.Change(file, bytes => bytes[at] ^= bit);
        }

        Assert.Equal(DatabaseCheckState.Healthy, (await directory.CheckAsync()).State);
    }

    [Fact(Timeout = 120_000)]
    public async Task Check_BitFlippedInADescription_IsNeverHealthy()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var name = $"{DamagedDirectory.Snapshot}.meta";
        for (var at = 0; at < directory.Read(name).Length; at++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            directory.Flip(name, at);

            Assert.Equal(DatabaseCheckState.Damaged, (await directory.CheckAsync()).State);
            directory.Flip(name, at);
        }
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Seeds))]
    public async Task Check_AnyDamage_EndsAndNeverCallsAnotherDatabaseHealthy(string name, int seed)
    {
        var random = new Random(1000 + seed);
        using var original = new DamagedDirectory(name);
        var healthy = await original.CheckAsync();
        for (var round = 0; round < Rounds / 2; round++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            using var directory = new DamagedDirectory(name);
            var done = Damage(directory, random);

            var check = await directory.CheckAsync();

            if (check.State == DatabaseCheckState.Healthy)
            {
                Assert.True(check.TornTail || IsSame(healthy, check), $"{name}: {done}");
            }

            Assert.All(check.Candidates, candidate => Assert.NotEmpty(candidate.Tables));
            Assert.All(check.Findings, finding => Assert.NotEmpty(finding.Message + finding.DaemonBehaviour + finding.Remedy));
            Assert.Empty(Directory.GetFiles(directory.Work));
        }
    }

    /// <summary>The whole corpus, most of it damaged to begin with: more damage is never taken for health, and nothing that was read comes from nowhere.</summary>
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Corpus))]
    public async Task Check_MoreDamageOnEachCapturedDirectory_IsNeverHealth(string name)
    {
        var random = new Random(name.Length);
        using var original = new DamagedDirectory(name);
        var before = await original.CheckAsync();
        for (var round = 0; round < Rounds / 2; round++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            using var directory = new DamagedDirectory(name);
            var done = $"{Damage(directory, random)}, {Damage(directory, random)}";

            var check = await directory.CheckAsync();

            Assert.True(check.State != DatabaseCheckState.Healthy || check.TornTail || IsSame(before, check), $"{name}: {done}");
            Assert.All(check.Candidates, candidate => Assert.NotEmpty(candidate.Tables));
            Assert.Empty(Directory.GetFiles(directory.Work));
        }
    }

    private static bool IsSame(DatabaseCheck one, DatabaseCheck other) =>
        one.LastGoodIndex == other.LastGoodIndex && one.Tables.SequenceEqual(other.Tables);

    private static ImmutableArray<string> Segments(DamagedDirectory directory, string name) =>
    [
        .. Directory.GetFiles(directory.At(""), "0000*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
        .. name == DamagedDirectory.Killed ? (string[])[DamagedDirectory.Open] : [],
    ];

    // Cutting a closed segment off the end, or an open one, is left out: nothing in the files can tell it from writes that never were.
    private static string Damage(DamagedDirectory directory, Random random)
    {
        var files = Directory.GetFiles(directory.At("")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();
        var file = files[random.Next(files.Length)];
        var size = directory.Read(file).Length;
        var at = random.Next(size);
        switch (random.Next(7))
        {
            case 0:
                directory.Cut(file, at);
                return $"cut {file} to {at}";
            case 1:
                var length = random.Next(size - at);
                directory.Zero(file, at, length);
                return $"zero {file} {at} {length}";
            case 2:
                directory.Change(file, bytes => random.NextBytes(bytes.AsSpan(at, Math.Min(4096, size - at))));
                return $"noise in {file} at {at}";
            case 3:
                var other = files[random.Next(files.Length)];
                var (mine, theirs) = (directory.Read(file), directory.Read(other));
                directory.Write(file, theirs);
                directory.Write(other, mine);
                return $"swap {file} {other}";
            case 4:
                directory.Write(file, [.. directory.Read(file), .. directory.Read(file)]);
                return $"double {file}";
            case 5:
                var copy = Shifted(file, random.Next(1, 5));
                if (!File.Exists(directory.At(copy)))
                {
                    directory.Copy(file, copy);
                }

                return $"copy {file} {copy}";
            default:
                var name = Shifted(file, random.Next(1, 5));
                if (!File.Exists(directory.At(name)))
                {
                    directory.Move(file, name);
                }

                return $"rename {file} {name}";
        }
    }

    private static string Shifted(string name, int by) => name.Split('-') switch
    {
        [{ Length: 16 } first, { Length: 16 } last] => $"{long.Parse(first) + by:D16}-{long.Parse(last) + by:D16}",
        ["open", var number] => $"open-{long.Parse(number) + by}",
        ["snapshot", var term, var index, var rest] => $"snapshot-{term}-{long.Parse(index) + by}-{rest}",
        _ => $"{name}.{by}",
    };
}

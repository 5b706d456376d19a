using System.Globalization;
using Recover.Core.Databases.Raft;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Benchmarks;

/// <summary>Reading and checking the files of a stopped daemon's database, beside reading them with <c>cat</c>; on one core. On a host of its own.</summary>
internal sealed class DatabaseReading
{
    private const int Rounds = 15;
    private const long Million = 1_000_000;

    private readonly Measurement _check = new("`recover database check` on one core, program start included");
    private readonly Measurement _read = new("the same in a program that is warm");
    private readonly Measurement _cat = new("`cat` of the files, on one core");
    private long _files;
    private long _database;
    private long _peak;

    public IReadOnlyList<Measurement> Measurements => [_check, _read, _cat];

    /// <summary>Rows of the table of bounds.</summary>
    public IEnumerable<string> Bounds =>
    [
        $"| `recover database check` of {_files / Million} MB | below 1 s | {Measurement.Seconds(_check.Median)} |",
        $"| the same in times of `cat` | | {(_check.Median / _cat.Median).ToString("0.0 times", CultureInfo.InvariantCulture)} |",
        $"| the same warm, in times of `cat` | | {(_read.Median / _cat.Median).ToString("0.0 times", CultureInfo.InvariantCulture)} |",
        $"| its peak memory, for a database of {(_database / (double)Million).ToString("0.0", CultureInfo.InvariantCulture)} MB | below {((2 * _database) + (64 << 20)) / Million} MB | {_peak / Million} MB |",
    ];

    /// <summary>Measures on the directory that a daemon leaves after it created so many containers.</summary>
    public async Task TakeAsync(int containers, CancellationToken cancel)
    {
        await using var incus = await PrivateIncus.CreateAsync(cancel);
        var recover = new RecoverProgram(incus);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync(
            """
            storage create local dir
            profile device add default root disk path=/ pool=local
            """,
            cancel);
        using (var writer = new IncusWriter(incus))
        {
            await writer.CreateContainersAsync(containers, cancel);
        }

        await incus.StopAsync(cancel);
        var global = Path.Combine(incus.IncusDirectory, "database", "global");
        var work = incus.Directory.Make("reading");
        var files = Directory.GetFiles(global).Where(file => !Path.GetFileName(file).StartsWith("db.bin", StringComparison.Ordinal)).ToArray();
        _files = files.Sum(file => new FileInfo(file).Length);
        for (var round = 0; round < Rounds; round++)
        {
            await _cat.TakeAsync(() => LabCommand.RunAsync("taskset", ["-c", "0", "sh", "-c", "cat \"$@\" > /dev/null", "sh", .. files], cancellationToken: cancel));
            var check = await _check.TakeAsync(() =>
                incus.TryAsync("taskset", ["-c", "0", LabPrograms.Recover, "database", "check", "--json", .. recover.HostOptions], cancel));
            Assert.True(check.ExitCode == 0, check.ToString());
            var read = await _read.TakeAsync(() => RaftDatabase.CheckAsync(global, work, cancel));
            Assert.Equal(DatabaseCheckState.Healthy, read.State);
        }

        var (_, peak) = await MemoryPeak.OfAsync(recover, cancel, "database", "check", "--json");
        _peak = Math.Max(_peak, peak);
        var copy = Path.Combine(work, "database.sqlite");
        await RaftDatabase.ExtractAsync(global, ExtractRequest.LastGood, copy, cancel);
        _database = new FileInfo(copy).Length;
        File.Delete(copy);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Benchmarks;

/// <summary>
/// Recover beside the recovery that Incus brings, on the same pool in one run. Started by <c>./build bench</c> only: it takes minutes and measures.
/// </summary>
public sealed class RecoveryBenchmark
{
    private const int Containers = 1000;
    private const int ApplyRounds = 3;
    private const int LookRounds = 5;

    private readonly Measurement _validate = new("`POST /internal/recover/validate`, daemon warm");
    private readonly Measurement _look = new("a look by the running console: survey, database, discovery and scan");
    private readonly Measurement _scan = new("`recover scan`, program start included");
    private readonly Measurement _import = new("`POST /internal/recover/import`");
    private readonly Measurement _apply = new("`recover apply`, daemon stop and start and verification included");
    private readonly Measurement _plan = new("`recover plan --accept-proposals`, scan and rehearsal included");
    private readonly Measurement _page = new("`recover serve` to the first page");
    private readonly DatabaseReading _database = new();
    private long _peak;

    [Fact(Explicit = true, Timeout = 3_000_000)]
    [Trait("group", "bench")]
    public async Task Recover_BesideIncusOwnRecovery_IsMeasured()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await ManyContainers.BuildAsync(Containers, cancel);
        await using var incus = host.Incus;
        for (var round = 0; round < ApplyRounds; round++)
        {
            await RoundAsync(host, cancel);
        }

        await _database.TakeAsync(Containers, cancel);

        var report = Report((await incus.RunAsync(LabPrograms.Incusd, ["--version"], cancel)).Trim());
        TestContext.Current.TestOutputHelper!.WriteLine(report);
        if (Environment.GetEnvironmentVariable("RECOVER_BENCH_REPORT") is { } file)
        {
            await File.WriteAllTextAsync(file, report, cancel);
        }
    }

    private async Task RoundAsync(ManyContainers host, CancellationToken cancel)
    {
        var request = JsonSerializer.Serialize(new
        {
            pools = new[]
            {
                new
                {
                    name = ManyContainers.Pool,
                    driver = "dir",
                    description = "",
                    config = new { source = Path.Combine(host.Incus.IncusDirectory, "storage-pools", ManyContainers.Pool) },
                },
            },
        });
        var recover = new RecoverProgram(host.Incus);
        await host.StartEmptyAsync(cancel);
        await QueryAsync(host, "validate", request, cancel);
        await RunAsync(recover, cancel, "scan", "--json");
        await using var warm = new WarmLook(host.Incus);
        Assert.Equal(Containers, await warm.TakeAsync(cancel));
        for (var look = 0; look < LookRounds; look++)
        {
            await _validate.TakeAsync(() => QueryAsync(host, "validate", request, cancel));
            await _look.TakeAsync(() => warm.TakeAsync(cancel));
            await _scan.TakeAsync(() => RunAsync(recover, cancel, "scan", "--json"));
        }

        await _import.TakeAsync(() => QueryAsync(host, "import", request, cancel));
        Assert.Equal(Containers, await host.ShownAsync(cancel));

        await host.StartEmptyAsync(cancel);
        var plan = host.Incus.Directory.Of("plan.json");
        await _plan.TakeAsync(() => RunAsync(recover, cancel, "plan", "--accept-proposals", "-o", plan));
        await _apply.TakeAsync(() => RunAsync(recover, cancel, "apply", plan, "--yes", "--json"));
        Assert.Equal(Containers, await host.ShownAsync(cancel));
        await (await _page.TakeAsync(() => FirstPageAsync(host, recover, cancel))).DisposeAsync();
    }

    private static async Task<RecoverConsole> FirstPageAsync(ManyContainers host, RecoverProgram recover, CancellationToken cancel)
    {
        var console = await RecoverConsole.StartAsync(host.Incus, recover, cancel);
        using var browser = new HttpClient();
        using var page = await browser.GetAsync(new Uri(console.SignInAddress), cancel);
        page.EnsureSuccessStatusCode();
        return console;
    }

    private static Task<string> QueryAsync(ManyContainers host, string endpoint, string request, CancellationToken cancel) =>
        host.Incus.IncusAsync(cancel, "query", "--request", "POST", "/internal/recover/" + endpoint, "--data", request);

    private async Task<LabCommandResult> RunAsync(RecoverProgram recover, CancellationToken cancel, params IReadOnlyList<string> arguments)
    {
        var (result, peak) = await MemoryPeak.OfAsync(recover, cancel, arguments);
        Assert.True(result.ExitCode is 0 or 1, result.ToString());
        _peak = Math.Max(_peak, peak);
        return result;
    }

    private string Report(string incusVersion)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks");
        text.AppendLine();
        text.AppendLine($"Written by `./build bench`. {Containers} containers with two snapshots each on a `dir` pool, unknown to an otherwise empty database; Recover and");
        text.AppendLine("the recovery that Incus brings look at the same pool in turn, in one run. Medians of all rounds; trust the ratios more than the times.");
        text.AppendLine();
        text.AppendLine("| what | median | each |");
        text.AppendLine("|---|---|---|");
        foreach (var measurement in (Measurement[])[_validate, _look, _scan, _import, _apply, _plan, _page, .. _database.Measurements])
        {
            text.AppendLine(measurement.ToString());
        }

        text.AppendLine();
        text.AppendLine("| bound | wanted | measured |");
        text.AppendLine("|---|---|---|");
        text.AppendLine($"| scan against validate, both warm | at least 2 times as fast | {Ratio(_validate, _look)} |");
        text.AppendLine($"| the same with the start of the program | | {Ratio(_validate, _scan)} |");
        text.AppendLine($"| apply against import | at least 15 times as fast | {Ratio(_import, _apply)} |");
        text.AppendLine($"| peak memory of Recover (scan, plan, apply) | below 250 MB | {_peak / 1_000_000} MB |");
        foreach (var bound in _database.Bounds)
        {
            text.AppendLine(bound);
        }

        text.AppendLine($"| size of the published file | | {new FileInfo(LabPrograms.Recover).Length / 1_000_000} MB |");
        text.AppendLine();
        text.AppendLine($"Machine: {Machine()}. Incus {incusVersion}.");
        return text.ToString();
    }

    private static string Ratio(Measurement theirs, Measurement ours) =>
        (theirs.Median / ours.Median).ToString("0.0 times", CultureInfo.InvariantCulture);

    private static string Machine()
    {
        var processor = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();
        var memory = long.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        var system = File.ReadLines("/etc/os-release").First(line => line.StartsWith("PRETTY_NAME", StringComparison.Ordinal)).Split('"')[1];
        return $"{Environment.ProcessorCount} cores ({processor}), {memory / 1_000_000} GB memory, {system}, Linux {Environment.OSVersion.Version}";
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Recover.Core.Runs;

namespace Recover.Tests.E2E.Lab;

/// <summary>A run whose program was killed in the middle of a step, as a crash does; the commands it started live on.</summary>
internal sealed class KilledRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // A kill that came when the step was just over proves nothing about it.
    private const int Tries = 3;

    private readonly string _journal;

    private KilledRun(string journal) => _journal = journal;

    /// <summary>The run's name, for <c>undo</c>.</summary>
    public string Name => Path.GetFileName(Path.GetDirectoryName(_journal))!;

    /// <summary>True when the journal tells an end.</summary>
    public bool HasEnded => Lines(_journal).Any(line => line.Kind == "end");

    /// <summary>
    /// Builds a host, starts a run on it and kills the program while it is in the step, which the journal then proves: begun, and nothing after that.
    /// </summary>
    /// <param name="step">Where it is killed.</param>
    /// <param name="build">Makes the host.</param>
    /// <param name="prepare">Prepares the run; what it returns are the arguments that start it.</param>
    /// <param name="cancel">Ends the test.</param>
    public static async Task<(SmallHost Host, RecoverProgram Recover, KilledRun Run)> AtAsync(
        RunStepName step,
        Func<CancellationToken, Task<SmallHost>> build,
        Func<SmallHost, RecoverProgram, CancellationToken, Task<string[]>> prepare,
        CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var host = await build(cancel);
            try
            {
                var recover = new RecoverProgram(host.Incus);
                var (run, told) = await KillAsync(step, recover, await prepare(host, recover, cancel), cancel);
                if (run?.IsIn(step) == true)
                {
                    return (host, recover, run);
                }

                Assert.True(attempt < Tries, $"The step {step} was over before the program was killed: {told}");
            }
            catch
            {
                await host.Incus.DisposeAsync();
                throw;
            }

            await host.Incus.DisposeAsync();
        }
    }

    private static async Task<(KilledRun? Run, string Told)> KillAsync(RunStepName step, RecoverProgram recover, string[] arguments, CancellationToken cancel)
    {
        using var process = recover.Start(arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var journal = await Task.Factory.StartNew(() => KillInStep(step, recover, process, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await process.WaitForExitAsync(cancel);
        return (journal is not null && process.ExitCode == 137 ? new KilledRun(journal) : null, await output + await errors);
    }

    // A step may be over within milliseconds: this looks without a pause, and everything that killing needs is at hand before.
    private static string? KillInStep(RunStepName step, RecoverProgram recover, Process process, CancellationToken cancel)
    {
        var begun = Begun(step);
        var started = Stopwatch.GetTimestamp();
        string? journal = null;
        Process? program = null;
        try
        {
            while (!process.HasExited && Stopwatch.GetElapsedTime(started) < Limit)
            {
                cancel.ThrowIfCancellationRequested();
                program ??= ChildOf(process);
                journal ??= JournalOf(recover);
                if (program is not null && journal is not null && File.ReadAllText(journal).Contains(begun, StringComparison.Ordinal))
                {
                    program.Kill();
                    return journal;
                }
            }

            return null;
        }
        finally
        {
            program?.Dispose();
        }
    }

    private bool IsIn(RunStepName step) => Lines(_journal)[^1] == ("step", Word(step), Word(RunStepState.Running));

    private static string Begun(RunStepName step) => $"\"step\":\"{Word(step)}\",\"state\":\"{Word(RunStepState.Running)}\"";

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // nsenter stands in front of the program.
    private static Process? ChildOf(Process process) =>
        File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Trim() is { Length: > 0 } child
            ? Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture))
            : null;

    private static string? JournalOf(RecoverProgram recover)
    {
        var runs = Path.Combine(recover.DataDirectory, "runs");
        return Directory.Exists(runs) ? Directory.GetFiles(runs, "journal.jsonl", SearchOption.AllDirectories).SingleOrDefault() : null;
    }

    private static (string Kind, string? Step, string? State)[] Lines(string journal) =>
    [
        .. File.ReadAllText(journal).Split('\n')[..^1].Select(line =>
        {
            using var entry = JsonDocument.Parse(line);
            return (Text(entry, "kind")!, Text(entry, "step"), Text(entry, "state"));
        }),
    ];

    private static string? Text(JsonDocument entry, string name) => entry.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}

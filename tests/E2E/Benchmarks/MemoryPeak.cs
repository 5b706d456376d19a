using System.Globalization;
using System.Text.RegularExpressions;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Benchmarks;

/// <summary>Runs a verb of Recover and watches the high-water mark of its memory, which the kernel keeps for each process.</summary>
internal static partial class MemoryPeak
{
    public static async Task<(LabCommandResult Result, long Bytes)> OfAsync(RecoverProgram program, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        using var process = program.Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var ended = process.WaitForExitAsync(cancellationToken);
        var peak = 0L;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!ended.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            peak = Math.Max(peak, Tree(process.Id).Max(HighWater));
        }

        await ended;
        return (new LabCommandResult(string.Join(' ', arguments), process.ExitCode, await output, await errors), peak);
    }

    // nsenter stays in front of the program because it enters a process namespace.
    private static IEnumerable<int> Tree(int process)
    {
        yield return process;
        string children;
        try
        {
            children = File.ReadAllText($"/proc/{process}/task/{process}/children");
        }
        catch (IOException)
        {
            yield break;
        }

        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(child => Tree(int.Parse(child, CultureInfo.InvariantCulture))))
        {
            yield return child;
        }
    }

    private static long HighWater(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/status");
            return NamePattern().IsMatch(status) && HighWaterPattern().Match(status) is { Success: true } found
                ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) * 1024
                : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"^Name:\s+recover$", RegexOptions.Multiline)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^VmHWM:\s+(\d+) kB$", RegexOptions.Multiline)]
    private static partial Regex HighWaterPattern();
}

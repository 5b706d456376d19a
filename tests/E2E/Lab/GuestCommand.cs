using System.Diagnostics;
using System.Globalization;

namespace Recover.Tests.E2E.Lab;

/// <summary>A command that was put into a guest's queue; its output is written while it runs.</summary>
internal sealed class GuestCommand
{
    private readonly string _path;
    private readonly long _started = Stopwatch.GetTimestamp();

    private GuestCommand(string path, string line)
    {
        _path = path;
        Line = line;
    }

    /// <summary>The shell lines.</summary>
    public string Line { get; }

    /// <summary>What it prints, as a file outside of the guest.</summary>
    public string OutputFile => _path + ".output";

    /// <summary>What it prints as errors.</summary>
    public string ErrorFile => _path + ".errors";

    /// <summary>Since it was put into the queue.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public bool HasEnded => File.Exists(_path + ".exit");

    /// <summary>Puts a shell command into the queue of a shared folder.</summary>
    public static GuestCommand Put(string queue, long number, string line)
    {
        var command = new GuestCommand(Path.Combine(queue, number.ToString("D6", CultureInfo.InvariantCulture)), line);
        File.WriteAllText(command._path + ".new", line + "\n");
        File.Move(command._path + ".new", command._path + ".command");
        return command;
    }

    /// <summary>Waits for its end; null when the guest went off before.</summary>
    public async Task<LabCommandResult?> EndAsync(Func<bool> guestIsUp, TimeSpan limit, CancellationToken cancellationToken)
    {
        await Wait.UntilAsync(() => HasEnded || !guestIsUp(), Line, limit, cancellationToken);
        if (!HasEnded)
        {
            return null;
        }

        var exit = int.Parse(await File.ReadAllTextAsync(_path + ".exit", cancellationToken), CultureInfo.InvariantCulture);
        return new LabCommandResult(
            Line, exit, await File.ReadAllTextAsync(OutputFile, cancellationToken), await File.ReadAllTextAsync(ErrorFile, cancellationToken));
    }
}

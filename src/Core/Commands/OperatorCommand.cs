namespace Recover.Core.Commands;

/// <summary>
/// The operator's own command lines (<c>--daemon-stop</c>, <c>--daemon-start</c>): the one place where a shell reads a line. Nothing from a
/// pool or a database ever comes here.
/// </summary>
public static class OperatorCommand
{
    // The line writes into a file, not into our pipes: a daemon that it leaves in the background may hold its output for ever.
    private const string Wrapper = "exec </dev/null >>\"$1\" 2>&1; eval \"$2\"";

    /// <summary>
    /// Makes the command that runs a line with <c>/bin/sh</c>, its output appended to <paramref name="outputFile"/>. With <c>setsid</c> at hand it
    /// gets a session of its own, so that closing the operator's terminal does not reach a daemon that the line started.
    /// </summary>
    /// <param name="line">The line as typed.</param>
    /// <param name="outputFile">Absolute path of a file in a directory only root may write.</param>
    /// <param name="timeout">Time until the line has to end.</param>
    public static CommandSpec Of(string line, string outputFile, TimeSpan timeout)
    {
        string[] shell = ["/bin/sh", "-c", Wrapper, "recover", outputFile, line];
        return ExecutableFinder.Find("setsid") is { } setsid
            ? new CommandSpec { Program = setsid, Arguments = [.. shell], Timeout = timeout }
            : new CommandSpec { Program = shell[0], Arguments = [.. shell[1..]], Timeout = timeout };
    }
}

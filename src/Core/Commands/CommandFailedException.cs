namespace Recover.Core.Commands;

/// <summary>A command could not be started, took too long, or failed. Its texts hold no secrets.</summary>
public sealed class CommandFailedException(CommandSpec command, CommandFailure failure, Exception? inner = null)
    : Exception(null, inner)
{
    /// <summary>What was run.</summary>
    public CommandSpec Command { get; } = command;

    /// <summary>Why it failed.</summary>
    public CommandFailure Failure { get; } = failure;

    /// <summary>Exit code; null unless it ended by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What it wrote to standard output until then.</summary>
    public string Output { get; init; } = "";

    /// <summary>What it wrote to standard error until then.</summary>
    public string Errors { get; init; } = "";

    /// <summary>The command, why it failed, and the end of what it wrote.</summary>
    public override string Message
    {
        get
        {
            var why = Failure switch
            {
                CommandFailure.ExitCode => $"exit code {ExitCode}",
                CommandFailure.TimedOut => $"no end within {Command.Timeout.TotalSeconds:0} s",
                _ => InnerException is null ? "not started" : Command.Redact(InnerException.Message),
            };
            var written = LastLines(Errors.Trim().Length > 0 ? Errors : Output);
            return written.Length == 0 ? $"{Command.Display}: {why}" : $"{Command.Display}: {why}: {written}";
        }
    }

    private static string LastLines(string text) => text.Trim() is { Length: > 2048 } longText ? longText[^2048..] : text.Trim();
}

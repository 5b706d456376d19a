namespace Recover.Core.Commands;

/// <summary>What became of a command that ran to its end. Immutable.</summary>
public sealed record CommandResult
{
    /// <summary>What was run.</summary>
    public required CommandSpec Command { get; init; }

    /// <summary>Its exit code; 128 + signal when a signal ended it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Standard output, secrets removed, cut at <see cref="CommandRunner.OutputLimit"/> bytes.</summary>
    public required string Output { get; init; }

    /// <summary>Standard error, secrets removed, cut likewise.</summary>
    public required string Errors { get; init; }

    /// <summary>How long it ran.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>True when the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>This result, when the command succeeded.</summary>
    /// <exception cref="CommandFailedException">It did not.</exception>
    public CommandResult EnsureSuccess() => Succeeded
        ? this
        : throw new CommandFailedException(Command, CommandFailure.ExitCode) { ExitCode = ExitCode, Output = Output, Errors = Errors };
}

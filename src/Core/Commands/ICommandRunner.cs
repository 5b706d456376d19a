namespace Recover.Core.Commands;

/// <summary>Runs external tools; the only way to one. Implementations are thread-safe.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command to its end, whatever its exit code.</summary>
    /// <exception cref="CommandFailedException">It could not be started or took too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the command was stopped first.</exception>
    Task<CommandResult> RunAsync(CommandSpec command, CancellationToken cancellationToken);
}

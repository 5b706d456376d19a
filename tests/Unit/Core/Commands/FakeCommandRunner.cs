using System.Collections.Concurrent;
using Recover.Core.Commands;

namespace Recover.Tests.Unit.Core.Commands;

/// <summary>Answers commands from a table and remembers what was asked; a command it does not know is "not installed".</summary>
internal sealed class FakeCommandRunner : ICommandRunner
{
    private readonly Dictionary<string, Func<CommandSpec, Task<CommandResult>>> _answers = [];

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Answers commands whose line begins like this.</summary>
    public FakeCommandRunner On(string beginning, string output = "", int exitCode = 0, string errors = "") =>
        On(beginning, command => Task.FromResult(Result(command, output, exitCode, errors)));

    public FakeCommandRunner On(string beginning, Func<CommandSpec, Task<CommandResult>> answer)
    {
        _answers[beginning] = answer;
        return this;
    }

    public static CommandResult Result(CommandSpec command, string output = "", int exitCode = 0, string errors = "") =>
        new() { Command = command, ExitCode = exitCode, Output = output, Errors = errors, Duration = TimeSpan.Zero };

    public Task<CommandResult> RunAsync(CommandSpec command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Enqueue(command.Display);
        var known = _answers.Keys.Where(beginning => command.Display.StartsWith(beginning, StringComparison.Ordinal)).MaxBy(key => key.Length);
        return known is null
            ? throw new CommandFailedException(command, CommandFailure.NotStarted)
            : _answers[known](command);
    }
}

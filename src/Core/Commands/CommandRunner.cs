using CliWrap;
using Microsoft.Extensions.Logging;

namespace Recover.Core.Commands;

/// <summary>
/// Runs tools as child processes: asks them to stop when their time is over or the caller gives up, and makes them <see cref="Grace"/> later.
/// Thread-safe.
/// </summary>
public sealed partial class CommandRunner(ILogger<CommandRunner> logger, TimeProvider time) : ICommandRunner
{
    /// <summary>Bytes kept of each stream; the rest is read and dropped.</summary>
    public const int OutputLimit = 16 * 1024 * 1024;

    /// <summary>Time between asking a process to stop and making it stop.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(CommandSpec command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LogStarting(command.Display);
        var started = time.GetTimestamp();
        var output = new BoundedText(OutputLimit);
        var errors = new BoundedText(OutputLimit);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var forced = new CancellationTokenSource();
        asked.CancelAfter(command.Timeout);
        using var later = asked.Token.Register(() => forced.CancelAfter(Grace));
        try
        {
            var ended = await Cli.Wrap(command.Program)
                .WithArguments(command.Arguments)
                .WithEnvironmentVariables(variables => variables.Set("LC_ALL", "C.UTF-8"))
                .WithStandardInputPipe(command.StandardInput is { } text ? PipeSource.FromString(text) : PipeSource.Null)
                .WithStandardOutputPipe(PipeTarget.Create(command.ReadOutput ?? output.FillAsync))
                .WithStandardErrorPipe(PipeTarget.Create(errors.FillAsync))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(forced.Token, asked.Token)
                .ConfigureAwait(false);
            var duration = time.GetElapsedTime(started);
            LogEnded(command.Program, ended.ExitCode, duration.TotalMilliseconds);
            return new CommandResult
            {
                Command = command,
                ExitCode = ended.ExitCode,
                Output = command.Redact(output.ToString()),
                Errors = command.Redact(errors.ToString()),
                Duration = duration,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped(command.Program);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException stop)
        {
            LogStopped(command.Program);
            throw Failed(CommandFailure.TimedOut, stop);
        }
        catch (Exception start) when (start is System.ComponentModel.Win32Exception or InvalidOperationException or ArgumentException)
        {
            throw Failed(CommandFailure.NotStarted, start);
        }

        CommandFailedException Failed(CommandFailure failure, Exception inner) => new(command, failure, inner)
        {
            Output = command.Redact(output.ToString()),
            Errors = command.Redact(errors.ToString()),
        };
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Running {Command}")]
    private partial void LogStarting(string command);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Debug, Message = "{Program} ended with {ExitCode} after {Milliseconds} ms")]
    private partial void LogEnded(string program, int exitCode, double milliseconds);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "{Program} was stopped before its end")]
    private partial void LogStopped(string program);
}

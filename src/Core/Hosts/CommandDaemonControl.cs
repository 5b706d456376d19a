using Recover.Core.Commands;

namespace Recover.Core.Hosts;

/// <summary>Stops and starts the daemon with the operator's own command lines. Used by one run at a time.</summary>
internal sealed class CommandDaemonControl(
    HostOptions options, ICommandRunner commands, DaemonWatch watch, DataDirectory data, DaemonPatience patience, TimeProvider time) : IDaemonControl
{
    private const long OutputLimit = 16 * 1024 * 1024;
    private static readonly TimeSpan StopCommandTime = TimeSpan.FromMinutes(6);

    /// <inheritdoc/>
    public DaemonControlKind Kind => DaemonControlKind.Commands;

    /// <inheritdoc/>
    public string StopCommand => options.DaemonStop!;

    /// <inheritdoc/>
    public string StartCommand => options.DaemonStart!;

    // A daemon that a command leaves in the background goes on writing here; so the file stays.
    private string OutputFile => Path.Combine(data.Work, "daemon-output.log");

    /// <inheritdoc/>
    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) => watch.StateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsGoneAsync(CancellationToken cancellationToken) => watch.IsGoneAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await watch.IsGoneAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var began = time.GetUtcNow();
        var failure = await RunAsync(StopCommand, StopCommandTime, cancellationToken).ConfigureAwait(false);
        var limit = failure is null ? patience.Stop : patience.Appear;
        if (!await watch.UntilGoneAsync(limit, cancellationToken).ConfigureAwait(false))
        {
            var reason = failure is null ? HostTexts.NotStopped(limit) : HostTexts.StopFailed;
            throw new DaemonControlException(reason, StopCommand, DaemonLog.Tail(options.Directory, began, OutputFile), failure);
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await watch.IsReadyAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // A line that stays in the foreground is the daemon itself: it is neither waited for nor stopped, not even when the caller gives up.
        var began = time.GetUtcNow();
        var starter = commands.RunAsync(
            OperatorCommand.Of(StartCommand, PrepareOutput(), Timeout.InfiniteTimeSpan), CancellationToken.None);
        if (await watch.UntilReadyAsync(patience.Ready, starter, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            // Under a supervisor it would start again and again, over whatever is put back meanwhile.
            await RunAsync(StopCommand, StopCommandTime, CancellationToken.None).ConfigureAwait(false);
            throw new DaemonControlException(
                reason, StartCommand, DaemonLog.Tail(options.Directory, began, OutputFile), starter.Exception?.InnerException);
        }
    }

    private async Task<CommandFailedException?> RunAsync(string line, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            var result = await commands.RunAsync(OperatorCommand.Of(line, PrepareOutput(), limit), cancellationToken).ConfigureAwait(false);
            result.EnsureSuccess();
            return null;
        }
        catch (CommandFailedException failure)
        {
            return failure;
        }
    }

    private string PrepareOutput()
    {
        Directory.CreateDirectory(data.Work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (File.Exists(OutputFile) && new FileInfo(OutputFile).Length > OutputLimit)
        {
            File.Delete(OutputFile);
        }

        return OutputFile;
    }
}

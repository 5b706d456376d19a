using System.Globalization;
using Recover.Core.Commands;

namespace Recover.Core.Hosts;

/// <summary>
/// Stops and starts the daemon where systemd runs it. Stopping <c>incus.socket</c> the usual way also stops <c>incus-startup.service</c>, which
/// requires it and whose end stops all instances; so the two units are stopped without their dependencies. The socket has to go too: systemd
/// would start the daemon again for whoever connects. Used by one run at a time.
/// </summary>
internal sealed class SystemdDaemonControl(
    HostOptions options,
    ICommandRunner commands,
    IReadOnlyList<string> units,
    DaemonWatch watch,
    DaemonPatience patience,
    TimeProvider time) : IDaemonControl
{
    private const string LogLines = "60";

    // Units of distributions give the daemon up to 330 s to end.
    private static readonly TimeSpan StopCommandTime = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan StarterGrace = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public DaemonControlKind Kind => DaemonControlKind.Systemd;

    /// <inheritdoc/>
    public string StopCommand => Stop.Display;

    /// <inheritdoc/>
    public string StartCommand => Start.Display;

    private CommandSpec Stop => CommandSpec.Of("systemctl", ["stop", "--job-mode=ignore-dependencies", .. units]) with { Timeout = StopCommandTime };

    private CommandSpec Start => CommandSpec.Of("systemctl", ["start", .. units]) with { Timeout = patience.Ready + StarterGrace };

    /// <inheritdoc/>
    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) => watch.StateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsGoneAsync(CancellationToken cancellationToken) => watch.IsGoneAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Also when the daemon is down: its socket may still be able to wake it.
        var began = time.GetUtcNow();
        try
        {
            (await commands.RunAsync(Stop, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        }
        catch (CommandFailedException failure)
        {
            throw new DaemonControlException(HostTexts.StopFailed, StopCommand, await TailAsync(began).ConfigureAwait(false), failure);
        }

        if (!await watch.UntilGoneAsync(patience.Stop, cancellationToken).ConfigureAwait(false))
        {
            throw new DaemonControlException(HostTexts.NotStopped(patience.Stop), StopCommand, await TailAsync(began).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await watch.IsReadyAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Earlier failures count against the limit of starts; without a failed unit this does nothing.
        await TryAsync(CommandSpec.Of("systemctl", ["reset-failed", .. units]), cancellationToken).ConfigureAwait(false);
        var began = time.GetUtcNow();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starter = commands.RunAsync(Start, enough.Token);
        try
        {
            if (await watch.UntilReadyAsync(patience.Ready, starter, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                // systemd would try again and again, over whatever is put back meanwhile.
                await TryAsync(Stop, CancellationToken.None).ConfigureAwait(false);
                throw new DaemonControlException(
                    reason, StartCommand, await TailAsync(began).ConfigureAwait(false), starter.Exception?.InnerException);
            }

            enough.CancelAfter(StarterGrace);
        }
        finally
        {
            await EndAsync(starter, enough).ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(Task<CommandResult> starter, CancellationTokenSource enough)
    {
        if (!enough.IsCancellationRequested)
        {
            enough.CancelAfter(StarterGrace);
        }

        try
        {
            await starter.ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or CommandFailedException)
        {
            // systemctl only waits for the job; how the daemon does was seen already.
        }
    }

    private async Task<string?> TailAsync(DateTimeOffset since)
    {
        var journal = CommandSpec.Of(
            "journalctl", "--unit", SystemdUnits.Service, "--lines", LogLines, "--no-pager", "--output", "cat",
            "--since", since.ToUnixTimeSeconds().ToString("@0", CultureInfo.InvariantCulture));
        var lines = await TryAsync(journal, CancellationToken.None).ConfigureAwait(false);
        var log = DaemonLog.Tail(options.Directory, since);
        return string.Join("\n", new[] { lines?.Trim(), log }.Where(text => text is { Length: > 0 })) is { Length: > 0 } tail ? tail : null;
    }

    private async Task<string?> TryAsync(CommandSpec command, CancellationToken cancellationToken)
    {
        try
        {
            return (await commands.RunAsync(command, cancellationToken).ConfigureAwait(false)).Output;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }
}

namespace Recover.Core.Hosts;

/// <summary>
/// Tells whether a daemon answers without waking one up. systemd listens on the socket of a stopped daemon and starts it when somebody
/// connects; a daemon started that way on an empty directory makes a new database and deletes images. Thread-safe.
/// </summary>
public sealed class DaemonPresence(IncusDirectory directory, IIncusApi api)
{
    private const string SystemdMark = "/run/systemd/system";

    /// <summary>Running when its API answers; else Stopped or, without a daemon program, Missing.</summary>
    public async Task<DaemonState> StateAsync(CancellationToken cancellationToken)
    {
        if (await AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            return DaemonState.Running;
        }

        return IncusPrograms.Daemon() is null ? DaemonState.Missing : DaemonState.Stopped;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(directory.Socket) || (Directory.Exists(SystemdMark) && DaemonProcesses.Of(directory).IsEmpty))
        {
            return false;
        }

        try
        {
            await api.GetServerAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IncusApiException refused)
        {
            return refused.StatusCode is not null;
        }
    }
}

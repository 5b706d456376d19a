using Recover.Core.Databases;
using Recover.Core.Hosts;

namespace Recover.Core.Runs;

/// <summary>What the steps of every run share: their lines in the journal, stopping and starting the daemon, reading the database.</summary>
internal sealed class RunSteps(RunSurroundings surroundings, RunJournal journal)
{
    /// <summary>Does the work of a step between its lines; the work's words become the step's detail.</summary>
    public async Task StepAsync(RunStepName step, Func<Task<string?>> work)
    {
        journal.Step(step, RunStepState.Running);
        string? detail;
        try
        {
            detail = await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            // Space first: the line about a full disk must find room.
            File.Delete(journal.Directory.Reserve);
            journal.Step(step, RunStepState.Failed, Words(error));
            throw;
        }

        journal.Step(step, RunStepState.Done, detail);
    }

    /// <summary>Stops the daemon, or waits until the operator has.</summary>
    public Task StopDaemonAsync() => SwitchAsync("Waiting.Stop", surroundings.Daemon.StopCommand, surroundings.Daemon.StopAsync);

    /// <summary>
    /// Stops the daemon for putting back. The start-up patch goes first: when the daemon can't be stopped, its next start must not apply a plan that is
    /// told to have failed.
    /// </summary>
    /// <returns>Words about a patch of another hand that was kept aside; null when there was none.</returns>
    public async Task<string?> StopForPuttingBackAsync(StartupPatch patch)
    {
        string? words = null;
        try
        {
            words = patch.Remove(journal.Directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Putting back tries again, and says so when it can't either.
        }

        await StopDaemonAsync().ConfigureAwait(false);
        return words;
    }

    /// <summary>Starts the daemon, or waits until the operator has.</summary>
    public Task StartDaemonAsync() => SwitchAsync("Waiting.Start", surroundings.Daemon.StartCommand, surroundings.Daemon.StartAsync);

    /// <summary>Reads host and database as they are now.</summary>
    public async Task<(HostSurvey Host, DatabaseReading Database)> ReadAsync(ReadingDepth depth)
    {
        var host = await surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
        return (host, await surroundings.Host.ReadDatabaseAsync(host, NewWorkDirectory(), depth, CancellationToken.None).ConfigureAwait(false));
    }

    /// <summary>Makes a private directory for copies of the database; it goes when the run ends.</summary>
    public string NewWorkDirectory()
    {
        var work = Path.Combine(journal.Directory.Work, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return work;
    }

    /// <summary>Both texts, a line each; null when there is neither.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(words))]
    public static string? Joined(string? words, string? more) => words is null || more is null ? words ?? more : $"{words}\n{more}";

    /// <summary>The error's words, with what the daemon or a command wrote last.</summary>
    public static string Words(Exception error) => error is DaemonControlException { Output: { Length: > 0 } output }
        ? $"{error.Message}\n{output}"
        : error.Message;

    private async Task SwitchAsync(string key, string command, Func<CancellationToken, Task> act)
    {
        if (surroundings.Daemon.Kind != DaemonControlKind.Operator)
        {
            await act(CancellationToken.None).ConfigureAwait(false);
            return;
        }

        journal.Note(JournalEntryKind.Waiting, RunTexts.Get(key, command));
        await act(CancellationToken.None).ConfigureAwait(false);
        journal.Note(JournalEntryKind.Waiting);
    }
}

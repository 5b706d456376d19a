using Recover.Core.Commands;
using Recover.Core.Hosts;

namespace Recover.Core.Storage.Ledger;

/// <summary>
/// Everything that looking touches on the host: mounts, loop devices, imported pools, activated volumes, mapped images. Each is written down before it
/// is done, undone in reverse order afterwards, and what a killed process left behind is undone from what it wrote. Thread-safe.
/// </summary>
/// <param name="data">Where the pages are kept, and below which all private mounts are.</param>
/// <param name="commands">Runs the tools.</param>
public sealed class LookLedger(DataDirectory data, ICommandRunner commands)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Absolute path below which everything private is mounted; nothing outside of it is ever unmounted.</summary>
    internal string Place => data.Mounts;

    /// <summary>Runs tools that only look and leave nothing to undo.</summary>
    internal ICommandRunner Commands => commands;

    /// <summary>A new page for what belongs together; nothing is on disk until its first step.</summary>
    internal LedgerPage Open() => new(this, LedgerRecord.New(Path.Combine(data.Mounts, Guid.NewGuid().ToString("N"))));

    /// <summary>Undoes what processes that were killed left behind, the latest first. What can't be undone stays written down.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        foreach (var record in LedgerRecord.AllIn(data.Mounts).Where(record => !record.IsInUse).OrderByDescending(record => record.Number))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await new LedgerPage(this, record).DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Makes the directory for pages and mounts, readable by its owner only.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    internal void Prepare() => Directory.CreateDirectory(data.Mounts, OwnerOnly);

    /// <summary>Runs a tool that has to succeed.</summary>
    /// <exception cref="CommandFailedException">It did not.</exception>
    internal async Task<CommandResult> RunAsync(CommandSpec command, CancellationToken cancellationToken) =>
        (await commands.RunAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess();

    /// <summary>Runs a tool while undoing: never cancelled, and a failure is an answer.</summary>
    internal async Task<bool> TryAsync(string program, params string[] arguments) => await AskAsync(program, arguments).ConfigureAwait(false) is not null;

    /// <summary>What a tool answers while undoing; null when it fails.</summary>
    internal async Task<string?> AskAsync(string program, params string[] arguments)
    {
        try
        {
            var result = await commands.RunAsync(CommandSpec.Of(program, arguments), CancellationToken.None).ConfigureAwait(false);
            return result.Succeeded ? result.Output : null;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }
}

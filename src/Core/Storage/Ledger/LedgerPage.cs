using Recover.Core.Commands;

namespace Recover.Core.Storage.Ledger;

/// <summary>
/// What one open pool or volume touched on the host, in order; disposing undoes it in reverse order. A page made later is undone before those it builds
/// on. Not thread-safe.
/// </summary>
internal sealed class LedgerPage(LookLedger ledger, LedgerRecord record) : IAsyncDisposable
{
    /// <summary>What is written down now.</summary>
    public LedgerRecord Record { get; private set; } = record;

    /// <summary>Absolute path that belongs to this page; it does not exist until something is made there.</summary>
    public string Place => Record.Place;

    /// <summary>Writes a step down, then does it. When doing it fails the step stays written, for part of it may be done.</summary>
    public async Task DoAsync(LedgerStep step, Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        ledger.Prepare();
        Record = Record with { Steps = Record.Steps.Add(step) };
        Record.Write();
        await act(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Strikes the last step out, which is known not to have happened.</summary>
    public void Forget()
    {
        Record = Record with { Steps = Record.Steps[..^1] };
        Record.Write();
    }

    /// <summary>Runs a tool that has to succeed: its name and its arguments.</summary>
    /// <exception cref="CommandFailedException">It did not.</exception>
    public Task<CommandResult> RunAsync(string[] line, CancellationToken cancellationToken) =>
        ledger.RunAsync(CommandSpec.Of(line[0], line.AsSpan(1)), cancellationToken);

    /// <summary>Runs a tool that has to succeed, with a timeout or secrets of its own.</summary>
    /// <exception cref="CommandFailedException">It did not.</exception>
    public Task<CommandResult> RunAsync(CommandSpec command, CancellationToken cancellationToken) => ledger.RunAsync(command, cancellationToken);

    /// <summary>Undoes all steps; never cancelled, never throws for what is gone already. What can't be undone stays written for the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Record.Steps.IsEmpty)
        {
            return;
        }

        foreach (var step in Record.Steps.Reverse())
        {
            if (await step.UndoAsync(ledger).ConfigureAwait(false))
            {
                Record = Record with { Steps = Record.Steps.Remove(step) };
            }
        }

        if (Record.Steps.IsEmpty)
        {
            Record.Remove();
        }
        else
        {
            Record.Write();
        }
    }
}

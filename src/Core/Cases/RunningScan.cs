namespace Recover.Core.Cases;

/// <summary>A scan under way in this process.</summary>
internal sealed class RunningScan : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Starts the work in the background.</summary>
    public void Start(Func<CancellationToken, Task> work) => _work = Task.Run(() => work(_stop.Token));

    /// <summary>Asks it to stop and returns when it has.</summary>
    public async Task StopAsync()
    {
        try
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It came to its end meanwhile.
        }

        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}

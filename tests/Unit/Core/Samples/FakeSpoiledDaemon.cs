using Recover.Core.Hosts;

namespace Recover.Tests.Unit.Core.Samples;

/// <summary>A daemon that finds one statement more in its start-up patch than was written there.</summary>
internal sealed class FakeSpoiledDaemon(IDaemonControl daemon, IncusDirectory incus, string statement) : IDaemonControl
{
    public DaemonControlKind Kind => daemon.Kind;

    public string StopCommand => daemon.StopCommand;

    public string StartCommand => daemon.StartCommand;

    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) => daemon.StateAsync(cancellationToken);

    public Task<bool> IsGoneAsync(CancellationToken cancellationToken) => daemon.IsGoneAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => daemon.StopAsync(cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(incus.GlobalPatch))
        {
            await File.AppendAllTextAsync(incus.GlobalPatch, statement, cancellationToken);
        }

        await daemon.StartAsync(cancellationToken);
    }
}

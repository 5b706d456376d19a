using Recover.Core.Hosts;

namespace Recover.Core.Samples;

/// <summary>Stands in for starts on the sample host: what the sample's daemon has can be started, as long as that daemon runs. Thread-safe.</summary>
/// <param name="daemon">The sample's daemon.</param>
public sealed class SampleInstanceStarter(SampleDaemonControl daemon) : IInstanceStarter
{
    /// <inheritdoc/>
    public async Task<InstanceStartResult> StartAsync(string project, string name, CancellationToken cancellationToken) =>
        await daemon.StateAsync(cancellationToken).ConfigureAwait(false) == DaemonState.Running
            ? InstanceStartResult.Started
            : new InstanceStartResult(false, SampleTexts.Get("NotReady"), null);
}

namespace Recover.Core.Hosts;

/// <summary>Starts instances through the daemon. Implementations are thread-safe.</summary>
public interface IInstanceStarter
{
    /// <summary>Starts an instance and waits until the daemon says how it went; one that runs already stays as it is.</summary>
    /// <returns>Whether it runs now, and what the daemon said when it does not.</returns>
    Task<InstanceStartResult> StartAsync(string project, string name, CancellationToken cancellationToken);
}

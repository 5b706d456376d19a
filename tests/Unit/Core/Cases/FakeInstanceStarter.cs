using Recover.Core.Hosts;

namespace Recover.Tests.Unit.Core.Cases;

/// <summary>Starts instances in memory, and shows to the test what happens meanwhile.</summary>
internal sealed class FakeInstanceStarter : IInstanceStarter
{
    public Func<string, Task> While { get; set; } = _ => Task.CompletedTask;

    public async Task<InstanceStartResult> StartAsync(string project, string name, CancellationToken cancellationToken)
    {
        await While($"{project}/{name}");
        return InstanceStartResult.Started;
    }
}

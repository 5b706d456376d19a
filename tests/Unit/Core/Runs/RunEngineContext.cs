using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Commands;
using Recover.Core.Plans;
using Recover.Core.Runs;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>Engines over a fake host; each call of <see cref="Engine"/> is a new start of Recover.</summary>
internal static class RunEngineContext
{
    public static RunConfirmation Confirmed { get; } = new() { By = "anna", TypedHostName = FakeIncus.HostName };

    public static RunEngine Engine(FakeIncus host) => new(new RunSurroundings(
        host.Data, host.Incus, host, host, new CommandRunner(NullLogger<CommandRunner>.Instance, TimeProvider.System), TimeProvider.System));

    public static Task<RecoveryRun> ApplyAsync(FakeIncus host, RecoveryPlan plan, CancellationToken cancellationToken) =>
        ApplyAsync(host, plan, null, cancellationToken);

    public static async Task<RecoveryRun> ApplyAsync(FakeIncus host, RecoveryPlan plan, IRunObserver? observer, CancellationToken cancellationToken) =>
        await (await Engine(host).StartApplyAsync(plan, Confirmed, observer, cancellationToken)).Completion;

    public static Task<RecoveryRun> UndoAsync(FakeIncus host, string run, CancellationToken cancellationToken) =>
        UndoAsync(host, run, null, cancellationToken);

    public static async Task<RecoveryRun> UndoAsync(FakeIncus host, string run, IRunObserver? observer, CancellationToken cancellationToken) =>
        await (await Engine(host).StartUndoAsync(run, Confirmed, observer, cancellationToken)).Completion;

    public static async Task<RecoveryRun> ResumeAsync(FakeIncus host, string run, CancellationToken cancellationToken) =>
        await (await Engine(host).StartResumeAsync(run, Confirmed, null, cancellationToken)).Completion;
}

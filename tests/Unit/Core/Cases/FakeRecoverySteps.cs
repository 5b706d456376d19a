using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Runs;

namespace Recover.Tests.Unit.Core.Cases;

/// <summary>Steps over a fake host: one pool, one volume, one question, and a scan that waits for the test.</summary>
internal sealed class FakeRecoverySteps(FakeIncus host) : IRecoverySteps
{
    public TaskCompletionSource ScanReached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? ScanFailure { get; set; }

    public int Scans { get; private set; }

    public string HostName => FakeIncus.HostName;

    public IncusDirectory Directory => host.Incus;

    public static MissingObject Web { get; } = new()
    {
        Kind = MissingKind.Profile,
        Project = "default",
        Name = "web",
        NeededBy = ["default/c1"],
        Proposals = [new Proposal { Id = "newest", Source = ProposalSource.BackupFiles, Detail = "of one file" }],
        Existing = ["default"],
    };

    public static MissingObject Lost { get; } = new() { Kind = MissingKind.Network, Project = "default", Name = "br0", NeededBy = ["default/c1"] };

    public async Task<SurveyResult> SurveyAsync(string workDirectory, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(workDirectory);
        var survey = await host.SurveyAsync(cancellationToken);
        var candidate = new PoolCandidate { Definition = Pool, Suggested = true };
        return new SurveyResult(survey, await host.ReadDatabaseAsync(survey, workDirectory, ReadingDepth.Everything, cancellationToken), [candidate]);
    }

    public async Task<DrillSurvey> SurveyWithoutDatabaseAsync(string workDirectory, CancellationToken cancellationToken)
    {
        var seen = await SurveyAsync(workDirectory, cancellationToken);
        return new DrillSurvey(seen.Database, seen);
    }

    public async Task<DatabaseReading> ReadDatabaseAsync(string workDirectory, CancellationToken cancellationToken) =>
        (await SurveyAsync(workDirectory, cancellationToken)).Database;

    public Dictionary<string, string> ZfsKeys { get; } = [];

    public void GiveZfsKey(string dataset, string key) => ZfsKeys[dataset] = key;

    public ImmutableArray<Finding> CheckPool(PoolDefinition pool, HostSurvey survey) =>
        pool.Driver == "dir" ? [] : [Finding.Of(FindingCode.PoolDriverUnknown, pool.Driver)];

    public async Task<ScanResult> ScanAsync(ScanRequest request, Action<ScanProgress> progress, CancellationToken cancellationToken)
    {
        Scans++;
        progress(new ScanProgress("default", 1, 1, 0, 1));
        ScanReached.TrySetResult();
        await GoOn.Task.WaitAsync(cancellationToken);
        progress(new ScanProgress("default", 1, 1, 1, 1));
        return ScanFailure is null
            ? new ScanResult(new Inventory { Host = request.Host, Database = request.Database, ScannedAt = DateTimeOffset.UnixEpoch }, [Web, Lost])
            : throw ScanFailure;
    }

    public Task<RecoveryPlan> PlanAsync(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, string workDirectory, CancellationToken cancellationToken) =>
        Task.FromResult(host.Plan() with { Decisions = answers });

    /// <summary>Instances that were asked to start.</summary>
    public List<string> Started { get; } = [];

    /// <summary>Completed by the test: how each start ends.</summary>
    public TaskCompletionSource<InstanceStartResult> StartEnds { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<InstanceStartResult> StartInstanceAsync(string project, string name, CancellationToken cancellationToken)
    {
        Started.Add($"{project}/{name}");
        return StartEnds.Task.WaitAsync(cancellationToken);
    }

    public async Task<string> StartDaemonAsync(CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken);
        return "/saved";
    }

    public static PoolDefinition Pool { get; } = new() { Name = "default", Driver = "dir", Origin = PoolOrigin.Directory };
}

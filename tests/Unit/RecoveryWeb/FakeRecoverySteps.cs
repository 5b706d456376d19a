using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Tests.Unit.RecoveryWeb;

/// <summary>Sees the host of <see cref="SampleCases"/> and keeps what it was asked.</summary>
internal sealed class FakeRecoverySteps : IRecoverySteps
{
    public ScanRequest? Scanned { get; private set; }

    public ImmutableArray<Answer> Answers { get; private set; } = [];

    public string HostName => SampleCases.HostName;

    public IncusDirectory Directory => IncusDirectory.Default;

    public Task<SurveyResult> SurveyAsync(string workDirectory, CancellationToken cancellationToken) =>
        Task.FromResult(new SurveyResult(SampleCases.Host, SampleCases.Database, SampleCases.Surveyed().Found));

    public async Task<DrillSurvey> SurveyWithoutDatabaseAsync(string workDirectory, CancellationToken cancellationToken)
    {
        var seen = await SurveyAsync(workDirectory, cancellationToken);
        return new DrillSurvey(seen.Database, seen);
    }

    public async Task<DatabaseReading> ReadDatabaseAsync(string workDirectory, CancellationToken cancellationToken) =>
        (await SurveyAsync(workDirectory, cancellationToken)).Database;

    public Dictionary<string, string> ZfsKeys { get; } = [];

    public void GiveZfsKey(string dataset, string key) => ZfsKeys[dataset] = key;

    public ImmutableArray<Finding> CheckPool(PoolDefinition pool, HostSurvey host) => [];

    public Task<ScanResult> ScanAsync(ScanRequest request, Action<ScanProgress> progress, CancellationToken cancellationToken)
    {
        Scanned = request;
        progress(new ScanProgress("default", 1, 1, 4, 4));
        return Task.FromResult(new ScanResult(SampleCases.Inventory, SampleCases.Scanned().Questions));
    }

    public Task<RecoveryPlan> PlanAsync(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, string workDirectory, CancellationToken cancellationToken)
    {
        Answers = answers;
        return Task.FromResult(SampleCases.Plan);
    }

    public Task<InstanceStartResult> StartInstanceAsync(string project, string name, CancellationToken cancellationToken) =>
        Task.FromResult(InstanceStartResult.Started);

    public Task<string> StartDaemonAsync(CancellationToken cancellationToken) => Task.FromResult("/saved");
}

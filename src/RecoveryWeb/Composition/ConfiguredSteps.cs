using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Web.Composition;

/// <summary>The steps with the command line's wishes: pools it names are offered and chosen, and without discovery nothing else is.</summary>
internal sealed class ConfiguredSteps(IRecoverySteps steps, RecoverySettings settings) : IRecoverySteps
{
    public string HostName => steps.HostName;

    public IncusDirectory Directory => steps.Directory;

    public async Task<SurveyResult> SurveyAsync(string workDirectory, CancellationToken cancellationToken)
    {
        var seen = await steps.SurveyAsync(workDirectory, cancellationToken);
        var named = settings.Pools.Select(pool => pool.Name).ToHashSet(StringComparer.Ordinal);
        var others = seen.Found
            .Where(found => found.Definition.Known || settings.Discovery)
            .Where(found => !named.Contains(found.Definition.Name));
        return seen with
        {
            Found = [.. settings.Pools.Select(pool => new PoolCandidate { Definition = pool, Suggested = true }), .. others],
        };
    }

    public ImmutableArray<Finding> CheckPool(PoolDefinition pool, HostSurvey host) => steps.CheckPool(pool, host);

    public Task<ScanResult> ScanAsync(ScanRequest request, Action<ScanProgress> progress, CancellationToken cancellationToken) =>
        steps.ScanAsync(request, progress, cancellationToken);

    public Task<RecoveryPlan> PlanAsync(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, string workDirectory, CancellationToken cancellationToken) =>
        steps.PlanAsync(inventory, questions, answers, workDirectory, cancellationToken);

    public Task<string?> StartDaemonAsync(CancellationToken cancellationToken) => steps.StartDaemonAsync(cancellationToken);
}

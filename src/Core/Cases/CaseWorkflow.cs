using System.Collections.Concurrent;
using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Storage;

namespace Recover.Core.Cases;

/// <summary>
/// The workflow over case store, steps and run engine. Changes of one case follow one another; scans and runs go on in the background, owned here, whoever
/// watches. Dispose stops scans and leaves starts of instances to the daemon; a run is never stopped, the next start finds it interrupted if the process ends.
/// </summary>
public sealed partial class CaseWorkflow : ICaseWorkflow, IAsyncDisposable
{
    private readonly CaseStore _store;
    private readonly IRecoverySteps _steps;
    private readonly RunEngine _engine;
    private readonly DataDirectory _data;
    private readonly TimeProvider _time;
    private readonly CaseActivities _activities;
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _gates = new();
    private readonly ConcurrentDictionary<int, RunningScan> _scans = new();
    private readonly ConcurrentDictionary<int, Task> _starting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _followed = new(StringComparer.Ordinal);

    /// <summary>Creates it; there is one in a process.</summary>
    public CaseWorkflow(CaseStore store, IRecoverySteps steps, RunEngine engine, DataDirectory data, TimeProvider time)
    {
        _store = store;
        _steps = steps;
        _engine = engine;
        _data = data;
        _time = time;
        _activities = new CaseActivities(time);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<CaseSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var cases = await _store.ListAsync(cancellationToken).ConfigureAwait(false);
        var runs = (await Task.Run(_engine.List, cancellationToken).ConfigureAwait(false)).ToDictionary(run => run.Run, StringComparer.Ordinal);
        var listed = ImmutableArray.CreateBuilder<CaseSummary>(cases.Length);
        foreach (var one in cases)
        {
            var noted = await _store.RunsAsync(one.Number, cancellationToken).ConfigureAwait(false);
            listed.Add(one with { LastRun = noted.Select(run => runs.GetValueOrDefault(run)).OfType<RecoveryRun>().MaxBy(run => run.StartedAt) });
            foreach (var run in noted)
            {
                runs.Remove(run);
            }
        }

        // Reading whole cases takes long, so only for runs whose note was not written any more.
        for (var index = 0; index < listed.Count && runs.Count > 0; index++)
        {
            if (listed[index] is { ClosedAt: null, LastRun: null } open
                && await _store.FindAsync(open.Number, cancellationToken).ConfigureAwait(false) is { Plan.Id: { } plan })
            {
                listed[index] = open with { LastRun = runs.Values.Where(run => run.Plan == plan).MaxBy(run => run.StartedAt) };
            }
        }

        return listed.MoveToImmutable();
    }

    /// <inheritdoc/>
    public async Task<RecoveryCase> OpenAsync(CaseSituation situation, string by, CancellationToken cancellationToken) => await AddAsync(
        (number, reference) => New(number, reference, situation, by) with { Events = [Event(by, "Event.Opened")] },
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<RecoveryCase> OpenWithPlanAsync(RecoveryPlan plan, string by, CancellationToken cancellationToken)
    {
        var misfit = plan.HostName != _steps.HostName ? RunTexts.Get("Unfit.Host", plan.HostName, _steps.HostName)
            : plan.IncusDirectory != _steps.Directory.Root ? RunTexts.Get("Unfit.Directory", plan.IncusDirectory, _steps.Directory.Root)
            : null;
        if (misfit is not null)
        {
            throw RunTexts.Refuse(RunRefusal.PlanUnfit, misfit);
        }

        var opened = await AddAsync(
            (number, reference) => New(number, reference, plan.CreatesDatabase ? CaseSituation.DatabaseLost : CaseSituation.PoolMissing, by) with
            {
                Step = CaseStep.Plan,
                Plan = plan,
                Events = [Event(by, "Event.OpenedWithPlan", plan.Id)],
            },
            cancellationToken).ConfigureAwait(false);
        return await SurveyAsync(opened.Number, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<RecoveryCase?> FindAsync(int number, CancellationToken cancellationToken) =>
        await _store.FindAsync(number, cancellationToken).ConfigureAwait(false) is { } found
            ? await WithRunsAsync(found, cancellationToken).ConfigureAwait(false)
            : null;

    /// <inheritdoc/>
    public Task<RecoveryCase> SurveyAsync(int number, CancellationToken cancellationToken) => InTurnAsync(
        number,
        async () =>
        {
            var seen = await _steps.SurveyAsync(WorkOf(number), cancellationToken).ConfigureAwait(false);
            return await ChangeAsync(
                number,
                one => one with
                {
                    Host = seen.Host,
                    Database = seen.Database,
                    Found = seen.Found,
                    HostName = seen.Host.HostName,
                    Step = Later(one.Step, CaseStep.Storage),
                    Events = one.Events.Add(Event(
                        Own, "Event.Surveyed", seen.Host.Version ?? "?", CaseTexts.Get($"Daemon.{seen.Host.Daemon}"), seen.Found.Length)),
                },
                cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<RecoveryCase> StartDaemonAsync(int number, string by, CancellationToken cancellationToken)
    {
        await InTurnAsync(
            number,
            async () =>
            {
                var saved = Event(Own, "Event.SavedBeforeStart", await _steps.StartDaemonAsync(cancellationToken).ConfigureAwait(false));
                return await ChangeAsync(
                    number, one => one with { Events = [.. one.Events, saved, Event(by, "Event.DaemonStarted")] }, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return await SurveyAsync(number, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Finding>> CheckPoolAsync(int number, PoolDefinition pool, CancellationToken cancellationToken)
    {
        var one = await GetAsync(number, cancellationToken).ConfigureAwait(false);
        var host = one.Host ?? (await SurveyAsync(number, cancellationToken).ConfigureAwait(false)).Host!;
        return await Task.Run(() => _steps.CheckPool(pool, host), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<RecoveryCase> ChoosePoolsAsync(int number, ImmutableArray<PoolDefinition> pools, string by, CancellationToken cancellationToken) => InTurnAsync(
        number,
        () => ChangeAsync(
            number,
            one => one with
            {
                Chosen = pools,
                Inventory = null,
                ScanError = null,
                Questions = [],
                Answers = [],
                Plan = null,
                Step = CaseStep.Scan,
                Events = one.Events.Add(Event(by, "Event.PoolsChosen", pools.Length, string.Join(", ", pools.Select(pool => pool.Name)))),
            },
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryCase> CloseAsync(int number, string by, CancellationToken cancellationToken) => InTurnAsync(
        number,
        () => ChangeAsync(
            number,
            one => one.ClosedAt is null ? one with { ClosedAt = _time.GetUtcNow(), Events = one.Events.Add(Event(by, "Event.Closed")) } : one,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public CaseActivity Activity(int number) => _activities.Of(number);

    /// <inheritdoc/>
    public IAsyncEnumerable<CaseActivity> WatchAsync(int number, CancellationToken cancellationToken) => _activities.WatchAsync(number, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var scan in _scans.Values)
        {
            await scan.StopAsync().ConfigureAwait(false);
        }

        // A run that has begun is never left in the middle by a program that could wait for it.
        await Task.WhenAll(_followed.Values).ConfigureAwait(false);
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_starting.Values).ConfigureAwait(false);
            _stopping.Dispose();
        }
    }

    private static string Own => CaseTexts.Get("Own");

    private static CaseStep Later(CaseStep one, CaseStep other) => one > other ? one : other;

    private RecoveryCase New(int number, string reference, CaseSituation situation, string by) => new()
    {
        Number = number,
        Reference = reference,
        OpenedAt = _time.GetUtcNow(),
        OpenedBy = by,
        Situation = situation,
        Step = CaseStep.Host,
        HostName = _steps.HostName,
        IncusDirectory = _steps.Directory.Root,
    };

    private Task<RecoveryCase> AddAsync(Func<int, string, RecoveryCase> make, CancellationToken cancellationToken) =>
        _store.AddAsync(_time.GetUtcNow(), make, cancellationToken);

    private CaseEvent Event(string by, string key, params object[] arguments) => new(_time.GetUtcNow(), by, CaseTexts.Get(key, arguments));

    private string WorkOf(int number) => Path.Combine(_data.Work, $"case-{number}");

    private async Task<RecoveryCase> GetAsync(int number, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken).ConfigureAwait(false) ?? throw new KeyNotFoundException($"{number}");

    private async Task<RecoveryCase> ChangeAsync(int number, Func<RecoveryCase, RecoveryCase> change, CancellationToken cancellationToken) =>
        await WithRunsAsync(await _store.ChangeAsync(number, change, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Runs come from their journals: those noted for the case, and those of its plan in case the note was not written any more.</summary>
    private async Task<RecoveryCase> WithRunsAsync(RecoveryCase one, CancellationToken cancellationToken)
    {
        var noted = await _store.RunsAsync(one.Number, cancellationToken).ConfigureAwait(false);
        var runs = await Task.Run(() => _engine.List((run, plan) => noted.Contains(run) || plan == one.Plan?.Id), cancellationToken).ConfigureAwait(false);
        return await WithoutLostStartsAsync(one with { Runs = runs }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> InTurnAsync<T>(int number, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(number, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}

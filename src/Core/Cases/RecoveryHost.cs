using Microsoft.Extensions.Logging;
using Recover.Core.Commands;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Cases;

/// <summary>Everything that recovers one host, put together once in a process: steps, run engine, case store and the workflow over them.</summary>
public sealed class RecoveryHost : IAsyncDisposable
{
    private readonly IncusApi? _api;

    private RecoveryHost(RecoverySteps steps, RunEngine engine, CaseStore store, CaseWorkflow workflow, IDaemonControl daemon, IncusApi? api)
    {
        Store = store;
        Steps = steps;
        Engine = engine;
        Workflow = workflow;
        Daemon = daemon;
        _api = api;
    }

    /// <summary>The steps.</summary>
    public RecoverySteps Steps { get; }

    /// <summary>The run engine.</summary>
    public RunEngine Engine { get; }

    /// <summary>The case store, with the event log.</summary>
    public CaseStore Store { get; }

    /// <summary>The workflow.</summary>
    public CaseWorkflow Workflow { get; }

    /// <summary>Stops and starts the daemon.</summary>
    public IDaemonControl Daemon { get; }

    /// <summary>Puts it together for a real host.</summary>
    public static RecoveryHost Create(HostOptions options, DataDirectory data, LookOptions look, ILoggerFactory loggers, TimeProvider time)
    {
        var commands = new CommandRunner(loggers.CreateLogger<CommandRunner>(), time);
        var api = new IncusApi(options.Directory);
        var daemon = DaemonControls.Create(options, commands, api, data, time);
        var inspector = new HostInspector(options, commands);
        return Create(data, options, look, commands, daemon, inspector.InspectAsync, api, api, time);
    }

    /// <summary>Puts it together for a host without a daemon, such as the sample.</summary>
    /// <param name="options">The host.</param>
    /// <param name="data">Recover's own place.</param>
    /// <param name="look">What to look at.</param>
    /// <param name="daemon">Stands in for the daemon.</param>
    /// <param name="complete">Adds to a look at the host what only the stand-in knows.</param>
    /// <param name="starter">Stands in for the daemon where instances are started.</param>
    /// <param name="loggers">For the echo of commands.</param>
    /// <param name="time">The clock.</param>
    public static RecoveryHost CreateWithoutDaemon(
        HostOptions options,
        DataDirectory data,
        LookOptions look,
        IDaemonControl daemon,
        Func<HostSurvey, CancellationToken, Task<HostSurvey>> complete,
        IInstanceStarter starter,
        ILoggerFactory loggers,
        TimeProvider time)
    {
        var commands = new CommandRunner(loggers.CreateLogger<CommandRunner>(), time);
        var inspector = new HostInspector(options, commands);
        return Create(data, options, look, commands, daemon, SurveyAsync, api: null, starter, time);

        async Task<HostSurvey> SurveyAsync(CancellationToken cancellationToken) =>
            await complete(await inspector.InspectAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Workflow.DisposeAsync().ConfigureAwait(false);
        _api?.Dispose();
    }

    private static RecoveryHost Create(
        DataDirectory data,
        HostOptions options,
        LookOptions look,
        CommandRunner commands,
        IDaemonControl daemon,
        Func<CancellationToken, Task<HostSurvey>> survey,
        IncusApi? api,
        IInstanceStarter starter,
        TimeProvider time)
    {
        var ledger = new LookLedger(data, commands);
        var drivers = StorageDrivers.Standard(ledger, commands, look.ZfsKeys);
        var reader = new DatabaseReader((_, cancellationToken) => api is null
            ? throw new InvalidOperationException(nameof(DatabaseCondition.Served))
            : api.GetDatabaseDumpAsync(cancellationToken));
        var host = new IncusRunHost(survey, reader, drivers, new Verifier(api, time));
        var surroundings = new RunSurroundings(data, options.Directory, host, daemon, commands, time);
        var discovery = new PoolDiscovery(drivers);
        var steps = new RecoverySteps(
            surroundings,
            drivers,
            ledger,
            discovery.DiscoverAsync,
            new PoolScanner(drivers, new NetworkLeftovers(commands), time),
            new PlanBuilder(time),
            look,
            starter);
        var engine = new RunEngine(surroundings);
        var store = new CaseStore(data);
        var workflow = new CaseWorkflow(store, steps, engine, data, time);
        return new RecoveryHost(steps, engine, store, workflow, daemon, api);
    }
}

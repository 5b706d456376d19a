using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Readiness.Resources;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Cases;

/// <summary>The steps on a real host, or the sample one: each put together from the rooms that know how. Thread-safe.</summary>
/// <param name="surroundings">The host and Recover's own place.</param>
/// <param name="drivers">The kinds of pools that can be read.</param>
/// <param name="ledger">What looking touches on the host; what a killed process left is undone before each look.</param>
/// <param name="discover">Finds the pools of a host, given those its database knows.</param>
/// <param name="scanner">Looks into pools.</param>
/// <param name="builder">Builds plans.</param>
/// <param name="look">What the command line says.</param>
/// <param name="starter">Starts instances.</param>
public sealed class RecoverySteps(
    RunSurroundings surroundings,
    StorageDrivers drivers,
    LookLedger ledger,
    Func<HostSurvey, ImmutableArray<PoolDefinition>, CancellationToken, Task<ImmutableArray<PoolCandidate>>> discover,
    PoolScanner scanner,
    PlanBuilder builder,
    LookOptions look,
    IInstanceStarter starter) : IRecoverySteps
{
    private readonly PlanReadiness _readiness = new(new LiveHostFiles());

    /// <inheritdoc/>
    public string HostName => Environment.MachineName;

    /// <inheritdoc/>
    public IncusDirectory Directory => surroundings.Incus;

    /// <inheritdoc/>
    public async Task<SurveyResult> SurveyAsync(string workDirectory, CancellationToken cancellationToken)
    {
        Prepare(workDirectory);
        await ledger.CleanUpAsync(cancellationToken).ConfigureAwait(false);
        var host = await surroundings.Host.SurveyAsync(cancellationToken).ConfigureAwait(false);
        var database = await surroundings.Host.ReadDatabaseAsync(host, workDirectory, ReadingDepth.Everything, cancellationToken).ConfigureAwait(false);
        database = database with
        {
            Files = await ExaminedDatabase.ExamineAsync(host.Directory.Database, host.Database, workDirectory, cancellationToken).ConfigureAwait(false),
            Old = await OldDatabases.FindAsync(host.Directory, look.Definitions, database, workDirectory, cancellationToken).ConfigureAwait(false),
        };
        return await WithPoolsAsync(host, database, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<DrillSurvey> SurveyWithoutDatabaseAsync(string workDirectory, CancellationToken cancellationToken)
    {
        Prepare(workDirectory);
        await ledger.CleanUpAsync(cancellationToken).ConfigureAwait(false);
        var host = await surroundings.Host.SurveyAsync(cancellationToken).ConfigureAwait(false);
        var present = await surroundings.Host.ReadDatabaseAsync(host, workDirectory, ReadingDepth.Everything, cancellationToken).ConfigureAwait(false);
        var lost = host with { Database = DatabaseCondition.Missing, Interfaces = [], RunningContainers = [] };
        var database = await surroundings.Host.ReadDatabaseAsync(lost, workDirectory, ReadingDepth.Everything, cancellationToken).ConfigureAwait(false);
        database = database with { Old = await OldDatabases.FindAsync(incus: null, look.Definitions, database, workDirectory, cancellationToken).ConfigureAwait(false) };
        return new DrillSurvey(present, await WithPoolsAsync(lost, database, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<DatabaseReading> ReadDatabaseAsync(string workDirectory, CancellationToken cancellationToken)
    {
        Prepare(workDirectory);
        var host = await surroundings.Host.SurveyAsync(cancellationToken).ConfigureAwait(false);
        return await surroundings.Host.ReadDatabaseAsync(host, workDirectory, ReadingDepth.Everything, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SurveyResult> WithPoolsAsync(HostSurvey host, DatabaseReading database, CancellationToken cancellationToken)
    {
        var known = database.Contents.Pools.Select(Known).ToImmutableArray();
        var found = look.Discovery
            ? await discover(host, known, cancellationToken).ConfigureAwait(false)
            : [.. known.Select(pool => new PoolCandidate { Definition = pool, Suggested = true })];
        return new SurveyResult(host, database, WithNamed(
            found,
            look.Pools,
            pool => CheckPool(pool, host),
            (named, other) => drivers.Find(named.Driver) is { } driver && other.Driver == driver.Name && driver.IsSame(named, new FoundPool { Definition = other }, host)));
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> CheckPool(PoolDefinition pool, HostSurvey host) => [.. drivers.Check(pool, host)];

    /// <inheritdoc/>
    public void GiveZfsKey(string dataset, string key) => look.ZfsKeys.Add(dataset, key);

    /// <inheritdoc/>
    public async Task<ScanResult> ScanAsync(ScanRequest request, Action<ScanProgress> progress, CancellationToken cancellationToken)
    {
        var inventory = await scanner.ScanAsync(request with { Only = look.Only, Skip = look.Skip }, progress, cancellationToken).ConfigureAwait(false);
        var analysis = DependencyAnalyser.Analyse(inventory);
        return new ScanResult(analysis.Inventory, analysis.Questions);
    }

    /// <inheritdoc/>
    public async Task<RecoveryPlan> PlanAsync(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, string workDirectory, CancellationToken cancellationToken)
    {
        // What hangs on a record that is removed is counted in the copy.
        var database = answers.Any(answer => answer.Kind == AnswerKind.Remove)
            ? await WithCopyAsync(inventory, workDirectory, cancellationToken).ConfigureAwait(false)
            : inventory.Database;
        var seen = inventory with { Database = inventory.Database with { CopyFile = database.CopyFile } };
        var plan = await Task.Run(() => _readiness.AddTo(builder.Build(seen, questions, answers), seen), cancellationToken).ConfigureAwait(false);
        if (!plan.HasChanges)
        {
            return plan;
        }

        database = await WithCopyAsync(inventory, workDirectory, cancellationToken).ConfigureAwait(false);
        var rehearsal = await surroundings.Host.RehearseAsync(plan, database, cancellationToken).ConfigureAwait(false);
        return rehearsal.Problems.IsEmpty ? plan : Unfit(plan, rehearsal.Problems);
    }

    /// <inheritdoc/>
    public async Task<string> StartDaemonAsync(CancellationToken cancellationToken)
    {
        using var held = RunLock.TryTake(surroundings.Data) ?? throw RunTexts.Refuse(RunRefusal.AnotherRun);
        var host = await surroundings.Host.SurveyAsync(cancellationToken).ConfigureAwait(false);
        if (host.Database == DatabaseCondition.Missing)
        {
            throw RunTexts.Refuse(RunRefusal.WrongState, CaseTexts.Get("Start.NoDatabase"));
        }

        // A daemon that starts after it was killed may cut its log, and deletes image files that have no record: both are kept first.
        var saved = await SaveBeforeStartAsync(cancellationToken).ConfigureAwait(false);
        await surroundings.Daemon.StartAsync(cancellationToken).ConfigureAwait(false);
        return saved;
    }

    /// <inheritdoc/>
    public async Task<InstanceStartResult> StartInstanceAsync(string project, string name, CancellationToken cancellationToken)
    {
        // No run may begin in the middle of it, and nobody else may start a second one.
        using var held = RunLock.TryTake(surroundings.Data) ?? throw RunTexts.Refuse(RunRefusal.AnotherRun);
        return await starter.StartAsync(project, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What the operator says of a pool counts more than what an empty mount point or a guess says of it; only a pool of the database stays as recorded.
    /// </summary>
    internal static ImmutableArray<PoolCandidate> WithNamed(
        ImmutableArray<PoolCandidate> found,
        ImmutableArray<PoolDefinition> named,
        Func<PoolDefinition, ImmutableArray<Finding>> check,
        Func<PoolDefinition, PoolDefinition, bool> isSame)
    {
        var recorded = found.Where(candidate => candidate.Definition.Known).Select(candidate => candidate.Definition.Name).ToHashSet(StringComparer.Ordinal);
        var said = named.Where(pool => !recorded.Contains(pool.Name)).DistinctBy(pool => pool.Name).ToImmutableArray();
        return
        [
            .. found.Where(candidate => said.All(pool => pool.Name != candidate.Definition.Name)),
            .. said.Select(pool => new PoolCandidate { Definition = pool, Suggested = true, Findings = check(pool) }
                .WithWarnings([.. found.Where(other => isSame(pool, other.Definition)).SelectMany(other => other.Findings)])),
        ];
    }

    /// <summary>The database that was looked at, with a copy: private ones go with the process that made them.</summary>
    /// <exception cref="RunRefusedException">It has changed since.</exception>
    private async Task<DatabaseReading> WithCopyAsync(Inventory inventory, string workDirectory, CancellationToken cancellationToken)
    {
        if (File.Exists(inventory.Database.CopyFile))
        {
            return inventory.Database;
        }

        Prepare(workDirectory);
        var database = await surroundings.Host.ReadDatabaseAsync(inventory.Host, workDirectory, ReadingDepth.Everything, cancellationToken).ConfigureAwait(false);
        return database.Fingerprint == inventory.Database.Fingerprint ? database : throw RunTexts.RefuseOther(database);
    }

    private static void Prepare(string workDirectory) =>
        System.IO.Directory.CreateDirectory(workDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static PoolDefinition Known(PoolRecord pool) => new()
    {
        Name = pool.Name,
        Driver = pool.Driver,
        Source = pool.Config.GetValueOrDefault("source", ""),
        Config = pool.Config.Remove("source"),
        Origin = PoolOrigin.Database,
    };

    private static RecoveryPlan Unfit(RecoveryPlan plan, ImmutableArray<string> problems) => plan with
    {
        Statements = [],
        Notes =
        [
            .. problems.Select(problem => new PlanNote(
                CaseTexts.Get("Rehearsal.Item"), Finding.Of(FindingCode.RehearsalFailed, problem) with { Severity = FindingSeverity.Error })),
            .. plan.Notes,
        ],
    };

    private async Task<string> SaveBeforeStartAsync(CancellationToken cancellationToken)
    {
        var bytes = SavedState.EstimateBytes(surroundings.Incus.Root);
        var free = new DriveInfo(surroundings.Data.Root).AvailableFreeSpace;
        if (bytes > free)
        {
            throw RunTexts.Refuse(RunRefusal.NoSpace, surroundings.Data.Root, bytes, free);
        }

        var place = Path.Combine(surroundings.Data.Root, $"before-start-{RunDirectory.NewId(surroundings.Time)}");
        Prepare(place);
        foreach (var tree in SavedState.Trees.Where(tree => System.IO.Directory.Exists(Path.Combine(surroundings.Incus.Root, tree))))
        {
            var copy = Commands.CommandSpec.Of(
                "cp", "-a", "--reflink=auto", "-T", "--", Path.Combine(surroundings.Incus.Root, tree), Path.Combine(place, tree));
            (await surroundings.Commands.RunAsync(copy with { Timeout = TimeSpan.FromHours(12) }, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        }

        DurableFile.FlushFileSystem(place);
        return place;
    }
}

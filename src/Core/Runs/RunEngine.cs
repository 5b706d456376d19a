using System.Collections.Immutable;
using System.Text.Json;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Json;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Applies plans, one run at a time on a host, over a journal on disk: whatever kills the process, the next start knows where the run was and can finish
/// or undo it. A run goes on in the background whoever waits for it. Thread-safe.
/// </summary>
public sealed partial class RunEngine(RunSurroundings surroundings)
{
    private volatile string? _active;

    /// <summary>Every run on this host, oldest first, as their journals tell them.</summary>
    public ImmutableArray<RecoveryRun> List() => List((_, _) => true);

    /// <summary>The runs that are wanted, by their id and that of their plan, oldest first; of the others only the journal is read.</summary>
    public ImmutableArray<RecoveryRun> List(Func<string, string, bool> isWanted) => !Directory.Exists(surroundings.Data.Runs)
        ? []
        : [.. Directory.EnumerateDirectories(surroundings.Data.Runs)
            .Select(Path.GetFileName)
            .Where(name => RunDirectory.IsId(name!))
            .Select(name => Find(name!, isWanted))
            .OfType<RecoveryRun>()
            .OrderBy(run => run.StartedAt)];

    /// <summary>A run as its journal tells it now, or null.</summary>
    public RecoveryRun? Find(string run) => Find(run, (_, _) => true);

    private RecoveryRun? Find(string run, Func<string, string, bool> isWanted)
    {
        if (!RunDirectory.IsId(run))
        {
            return null;
        }

        var directory = new RunDirectory(surroundings.Data, run);
        var reading = JournalReading.Read(directory.Journal);
        return reading is null || !isWanted(run, reading.Header.Plan)
            ? null
            : reading.ToRun(
                directory,
                SavedManifest.Read(directory.Manifest),
                interrupted: reading.Outcome is null && _active != run && !RunLock.IsTaken(surroundings.Data));
    }

    /// <summary>Runs that some end of a process left in the middle; they are to be finished or undone before anything else.</summary>
    public ImmutableArray<RecoveryRun> FindInterrupted() => [.. List().Where(run => run is { Outcome: RunOutcome.Interrupted, Kind: not RunKind.Rehearsal })];

    /// <summary>The plan of a run, or null when the run or its plan is not there.</summary>
    public RecoveryPlan? FindPlan(string run)
    {
        var file = RunDirectory.IsId(run) ? new RunDirectory(surroundings.Data, run).Plan : null;
        return File.Exists(file) ? JsonSerializer.Deserialize<RecoveryPlan>(File.ReadAllBytes(file), CoreJson.Indented) : null;
    }

    /// <summary>Checks everything that can be checked and, when all fits, starts applying the plan.</summary>
    /// <exception cref="RunRefusedException">Something does not fit; nothing was written.</exception>
    public async Task<ActiveRun> StartApplyAsync(
        RecoveryPlan plan, RunConfirmation confirmation, IRunObserver? observer, CancellationToken cancellationToken)
    {
        var held = Take();
        try
        {
            EnsureNoneInterrupted();
            var run = new RunDirectory(surroundings.Data, RunDirectory.NewId(surroundings.Time));
            var work = Path.Combine(run.Work, "first");
            foreach (var own in (string[])[run.Root, run.Work, work])
            {
                Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            DatabaseReading database;
            HostSurvey host;
            try
            {
                host = await surroundings.Host.SurveyAsync(cancellationToken).ConfigureAwait(false);
                database = await surroundings.Host.ReadDatabaseAsync(host, work, ReadingDepth.Everything, cancellationToken).ConfigureAwait(false);
                new StartupPatch(surroundings.Incus, run).Keep(plan);
                EnsureFit(plan, confirmation, host, database);
                EnsureNoOtherPatch(run);
            }
            catch
            {
                Directory.Delete(run.Root, recursive: true);
                throw;
            }

            var steps = confirmation.RehearseOnly ? [RunStepName.Rehearse] : ApplyRun.StepNames;
            var kind = confirmation.RehearseOnly ? RunKind.Rehearsal : RunKind.Apply;
            var header = Header(run, kind, plan.Id, confirmation, host.Daemon == DaemonState.Running, steps);
            return Start(held, run, plan, header, observer, journal => new ApplyRun(surroundings, journal, plan).ExecuteAsync(database));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private RunHeader Header(
        RunDirectory run, RunKind kind, string plan, RunConfirmation confirmation, bool daemonRuns, IReadOnlyList<RunStepName> steps) => new()
        {
            Run = run.Run,
            Kind = kind,
            Plan = plan,
            By = confirmation.By,
            RequestId = confirmation.RequestId,
            IncusDirectory = surroundings.Incus.Root,
            DaemonWasRunning = daemonRuns,
            Steps = [.. steps],
        };

    private RunLock Take() => RunLock.TryTake(surroundings.Data) ?? throw RunTexts.Refuse(RunRefusal.AnotherRun);

    private ActiveRun Start(
        RunLock held, RunDirectory run, RecoveryPlan? plan, RunHeader header, IRunObserver? observer, Func<RunJournal, Task> work)
    {
        Directory.CreateDirectory(run.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (plan is not null)
        {
            DurableFile.Write(run.Plan, JsonSerializer.SerializeToUtf8Bytes(plan, CoreJson.Indented));
        }

        DurableFile.Write(run.Reserve, new byte[256 * 1024]);
        _active = run.Run;
        held.Note(run.Run);
        return new ActiveRun(run.Run, Task.Run(() => CarryOutAsync(held, run, () => RunJournal.Create(run, header, surroundings.Time, observer), work)));
    }

    private async Task<RecoveryRun> CarryOutAsync(RunLock held, RunDirectory run, Func<RunJournal> open, Func<RunJournal, Task> work)
    {
        try
        {
            using var journal = open();
            await work(journal).ConfigureAwait(false);
        }
        catch (RunAbandonedException)
        {
            // Told by the journal: it has no end.
        }
        finally
        {
            Tidy(run);
            _active = null;
            held.Dispose();
        }

        return Find(run.Run) ?? throw new RunAbandonedException(run.Run, new FileNotFoundException(run.Journal));
    }

    private static void Tidy(RunDirectory run)
    {
        try
        {
            File.Delete(run.Reserve);
            if (Directory.Exists(run.Work))
            {
                Directory.Delete(run.Work, recursive: true);
            }
        }
        catch (IOException)
        {
            // Private copies that stay behind take space and do no harm.
        }
    }
}

using Recover.Core.Runs;

namespace Recover.Core.Cases;

/// <content>Starting what was recovered.</content>
public sealed partial class CaseWorkflow
{
    /// <inheritdoc/>
    public Task StartInstanceAsync(
        int number, string project, string name, string requestId, string by, CancellationToken cancellationToken) => InTurnAsync(
        number,
        async () =>
        {
            var one = await GetAsync(number, cancellationToken).ConfigureAwait(false);
            if (one.Starts.Any(start => start is { State: InstanceStartState.Starting } && start.Project == project && start.Name == name))
            {
                return false;
            }

            EnsureRecovered(one, project, name);
            if (!await _store.NoteRequestAsync(requestId, number, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            var start = new InstanceStart { Project = project, Name = name, State = InstanceStartState.Starting, By = by, StartedAt = _time.GetUtcNow() };
            await NoteBeginAsync(number, start, cancellationToken).ConfigureAwait(false);
            _activities.Change(number, activity => activity with { Start = start });
            var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _starting[number] = StartAsync(number, start, noted.Task);
            noted.SetResult();
            return true;
        },
        cancellationToken);

    private static RecoveryCase With(RecoveryCase one, InstanceStart start, CaseEvent told) => one with
    {
        Starts = [.. one.Starts.Where(other => other.Label != start.Label), start],
        Events = one.Events.Add(told),
    };

    private void EnsureRecovered(RecoveryCase one, string project, string name)
    {
        var last = one.Runs.LastOrDefault(run => run.Kind != RunKind.Rehearsal);
        if (last is not { Kind: RunKind.Apply, Outcome: RunOutcome.Applied }
            || one.Plan?.Create.Instances.Any(instance => instance.Project == project && instance.Name == name) != true)
        {
            throw RunTexts.Refuse(RunRefusal.WrongState, CaseTexts.Get("Start.NotRecovered", $"{project}/{name}"));
        }

        if (RunLock.IsTaken(_data) || _starting.ContainsKey(one.Number))
        {
            throw RunTexts.Refuse(RunRefusal.AnotherRun);
        }
    }

    private async Task StartAsync(int number, InstanceStart start, Task noted)
    {
        await noted.ConfigureAwait(false);
        var (end, key) = (start with { State = InstanceStartState.Unclear }, "Event.InstanceUnclear");
        try
        {
            var result = await _steps.StartInstanceAsync(start.Project, start.Name, _stopping.Token).ConfigureAwait(false);
            (end, key) = result.Running
                ? (start with { State = InstanceStartState.Running }, "Event.InstanceRunning")
                : (start with { State = InstanceStartState.Failed, Error = result.Error, Log = result.Log }, "Event.InstanceFailed");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it was, the page must tell it: nobody else waits for this.
            (end, key) = (start with { State = InstanceStartState.Failed, Error = error.Message }, "Event.InstanceFailed");
        }
        catch (OperationCanceledException)
        {
            // Recover ends; the daemon goes on by itself.
        }
        finally
        {
            await NoteEndAsync(number, end with { EndedAt = _time.GetUtcNow() }, key).ConfigureAwait(false);
        }
    }

    private async Task NoteBeginAsync(int number, InstanceStart start, CancellationToken cancellationToken)
    {
        // First: whoever reads the note must not take it for one of a process that ended.
        _starting[number] = Task.CompletedTask;
        try
        {
            await _store.ChangeAsync(
                number, before => With(before, start, Event(start.By, "Event.InstanceStarting", start.Label)), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _starting.TryRemove(number, out _);
            throw;
        }
    }

    private async Task NoteEndAsync(int number, InstanceStart end, string key)
    {
        try
        {
            await _store.ChangeAsync(number, one => With(one, end, Event(Own, key, end.Label, end.Error ?? "")), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            // Last, and always: whoever sees it gone finds the end in the case.
            _starting.TryRemove(number, out _);
            _activities.Change(number, activity => activity with { Start = null });
        }
    }

    /// <summary>A start that nobody waits for any more, because its process ended, has no known end.</summary>
    private async Task<RecoveryCase> WithoutLostStartsAsync(RecoveryCase one, CancellationToken cancellationToken)
    {
        if (one.Starts.All(start => start.State != InstanceStartState.Starting) || _starting.ContainsKey(one.Number) || RunLock.IsTaken(_data))
        {
            return one;
        }

        // One that ended since the case was read has its end in the store by now.
        var now = await _store.FindAsync(one.Number, cancellationToken).ConfigureAwait(false) ?? one;
        return now with
        {
            Runs = one.Runs,
            Starts = [.. now.Starts.Select(start => start.State == InstanceStartState.Starting ? start with { State = InstanceStartState.Unclear } : start)],
        };
    }
}

using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Cases;

/// <content>Looking inside, questions, the plan.</content>
public sealed partial class CaseWorkflow
{
    /// <inheritdoc/>
    public Task<RecoveryCase> GiveZfsKeyAsync(int number, string dataset, string key, string by, CancellationToken cancellationToken) => InTurnAsync(
        number,
        () =>
        {
            _steps.GiveZfsKey(dataset, key);
            return ChangeAsync(number, one => one with { Events = one.Events.Add(Event(by, "Event.ZfsKeyGiven", dataset)) }, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StartScanAsync(int number, CancellationToken cancellationToken) => InTurnAsync(
        number,
        async () =>
        {
            if (_scans.ContainsKey(number))
            {
                return false;
            }

            var one = await GetAsync(number, cancellationToken).ConfigureAwait(false);
            if (one.Host is null || one.Database is null)
            {
                var seen = await _steps.SurveyAsync(WorkOf(number), cancellationToken).ConfigureAwait(false);
                one = one with { Host = seen.Host, Database = seen.Database };
            }

            var (host, database) = (one.Host, one.Database);
            await ChangeAsync(
                number,
                before => before with
                {
                    Host = host,
                    Database = database,
                    Inventory = null,
                    ScanError = null,
                    Plan = null,
                    Events = before.Events.Add(Event(Own, "Event.ScanStarted", before.Chosen.Length)),
                },
                cancellationToken).ConfigureAwait(false);
            var scan = new RunningScan();
            _scans[number] = scan;
            var first = new ScanProgress(one.Chosen.FirstOrDefault()?.Name ?? "", one.Chosen.Length == 0 ? 0 : 1, one.Chosen.Length, 0, 0);
            _activities.Change(number, activity => activity with { Scan = first, ScanStartedAt = _time.GetUtcNow() });
            var request = new ScanRequest { Host = host, Database = database, Pools = one.Chosen, PoolFindings = PoolCandidate.WarningsOf(one.Found, one.Chosen) };
            scan.Start(stop => ScanAsync(number, request, stop));
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task StopScanAsync(int number, CancellationToken cancellationToken)
    {
        if (_scans.TryGetValue(number, out var scan))
        {
            await scan.StopAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<RecoveryCase> AnswerAsync(int number, Answer answer, CancellationToken cancellationToken) => AnswerManyAsync(number, [answer], cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryCase> AnswerManyAsync(int number, ImmutableArray<Answer> answers, CancellationToken cancellationToken) => InTurnAsync(
        number, () => ChangeAsync(number, one => answers.Aggregate(one, With), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryCase> WithdrawAnswerAsync(int number, string questionId, string by, CancellationToken cancellationToken) =>
        WithdrawAnswersAsync(number, [questionId], by, cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryCase> WithdrawAnswersAsync(int number, ImmutableArray<string> questionIds, string by, CancellationToken cancellationToken) => InTurnAsync(
        number,
        () => ChangeAsync(
            number,
            one =>
            {
                var back = questionIds.Where(id => one.Answers.Any(answer => answer.QuestionId == id)).ToHashSet(StringComparer.Ordinal);
                return back.Count == 0
                    ? one
                    : one with
                    {
                        Answers = one.Answers.RemoveAll(answer => back.Contains(answer.QuestionId)),
                        Plan = null,
                        Events = [.. one.Events, .. back.Select(id => Event(by, "Event.AnswerWithdrawn", id))],
                    };
            },
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryCase> AcceptProposalsAsync(int number, string by, CancellationToken cancellationToken) => InTurnAsync(
        number,
        () => ChangeAsync(
            number,
            one =>
            {
                ImmutableArray<Answer> best = one.Inventory is { } inventory
                    ? BestAnswers.For(inventory, one.Questions, one.Answers, by, _time.GetUtcNow())
                    : [];
                var leftOut = best.Count(answer => answer.Kind == AnswerKind.LeaveOut);
                return one with
                {
                    Answers = [.. one.Answers, .. best],
                    Plan = null,
                    Events = one.Events.Add(Event(by, "Event.ProposalsAccepted", best.Length - leftOut, leftOut)),
                };
            },
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryCase> BuildPlanAsync(int number, CancellationToken cancellationToken) => InTurnAsync(
        number,
        async () =>
        {
            var one = await GetAsync(number, cancellationToken).ConfigureAwait(false);
            var inventory = one.Inventory ?? throw RunTexts.Refuse(RunRefusal.NoPlan);
            var plan = await _steps.PlanAsync(inventory, one.Questions, one.Answers, WorkOf(number), cancellationToken).ConfigureAwait(false);
            return await ChangeAsync(
                number,
                before => before with
                {
                    Plan = plan,
                    Step = CaseStep.Plan,
                    Events = before.Events.Add(Event(Own, "Event.PlanBuilt", plan.Id, plan.ChangeCount, plan.NotRecovered.Length)),
                },
                cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private RecoveryCase With(RecoveryCase one, Answer answer)
    {
        if (one.Inventory is { } inventory && AnswerRules.Problem(inventory, one.Questions, one.Answers, answer) is { } problem)
        {
            throw new AnswerRefusedException(problem);
        }

        return one with
        {
            Answers = [.. one.Answers.Where(earlier => earlier.QuestionId != answer.QuestionId), answer],
            Plan = null,
            Events = one.Events.Add(Event(answer.By, "Event.Answered", answer.QuestionId, Words(answer))),
        };
    }

    private static string Words(Answer answer) => CaseTexts.Answer(answer);

    private async Task ScanAsync(int number, ScanRequest request, CancellationToken stop)
    {
        Func<RecoveryCase, RecoveryCase> change;
        try
        {
            var result = await _steps.ScanAsync(
                request, progress => _activities.Change(number, activity => activity with { Scan = progress }), stop).ConfigureAwait(false);
            change = one => one with
            {
                Inventory = result.Inventory,
                Questions = result.Questions,
                // Answers of an earlier look count as long as their questions stand.
                Answers = one.Answers.RemoveAll(answer => !Answer.IsAboutVolume(answer.QuestionId)
                    && result.Questions.All(question => question.Id != answer.QuestionId)
                    && result.Inventory.Mismatches.All(mismatch => Answer.RecordQuestion(mismatch) != answer.QuestionId)),
                Step = result.Questions.IsEmpty && result.Inventory.Mismatches.IsEmpty ? CaseStep.Plan : CaseStep.Questions,
                Events = one.Events.Add(Event(Own, "Event.ScanEnded", result.Inventory.Volumes.Length, result.Questions.Length)),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            change = one => one with { Events = one.Events.Add(Event(Own, "Event.ScanStopped")) };
        }
#pragma warning disable CA1031 // Whatever stops a scan in the background must reach the operator, not an unobserved task.
        catch (Exception error)
#pragma warning restore CA1031
        {
            change = one => one with { ScanError = error.Message, Events = one.Events.Add(Event(Own, "Event.ScanFailed", error.Message)) };
        }

        try
        {
            await _store.ChangeAsync(number, change, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            if (_scans.TryRemove(number, out var ended))
            {
                ended.Dispose();
            }

            _activities.Change(number, activity => activity with { Scan = null, ScanStartedAt = null });
        }
    }
}

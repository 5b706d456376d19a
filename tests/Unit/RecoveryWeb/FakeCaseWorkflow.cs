using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Storage;

namespace Recover.Tests.Unit.RecoveryWeb;

/// <summary>Holds cases in memory, writes down what was asked of it, and does what the test says.</summary>
internal sealed class FakeCaseWorkflow : ICaseWorkflow
{
    private readonly ConcurrentDictionary<int, RecoveryCase> _cases = new();
    private readonly ConcurrentDictionary<int, CaseActivity> _activities = new();
    private readonly List<Channel<CaseActivity>> _watchers = [];

    /// <summary>Every changing call, as <c>name argument…</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<Answer> Answers { get; } = new();

    /// <summary>What <see cref="SurveyAsync"/> makes of a case.</summary>
    public Func<RecoveryCase, RecoveryCase> OnSurvey { get; set; } = one => one;

    /// <summary>What <see cref="BuildPlanAsync"/> makes of a case.</summary>
    public Func<RecoveryCase, RecoveryCase> OnPlan { get; set; } = one => one;

    /// <summary>What <see cref="CheckPoolAsync"/> answers.</summary>
    public Func<PoolDefinition, ImmutableArray<Finding>> OnCheck { get; set; } = _ => [];

    /// <summary>What finding a case waits for.</summary>
    public Task Loading { get; set; } = Task.CompletedTask;

    /// <summary>Done when a run or an instance is started.</summary>
    public Action OnStart { get; set; } = () => { };

    /// <summary>Thrown by the next start of a run.</summary>
    public Exception? Refusal { get; set; }

    public void Put(RecoveryCase one) => _cases[one.Number] = one;

    public RecoveryCase Get(int number) => _cases[number];

    /// <summary>Sets what is under way and tells every watcher.</summary>
    public void Report(int number, CaseActivity activity)
    {
        _activities[number] = activity;
        lock (_watchers)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(activity);
            }
        }
    }

    public Task<ImmutableArray<CaseSummary>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<CaseSummary>>([.. _cases.Values.OrderByDescending(one => one.Number).Select(one =>
            new CaseSummary(one.Number, one.Reference, one.OpenedAt, one.Situation, one.Step, one.ClosedAt) { LastRun = one.Runs.LastOrDefault() })]);

    public Task<RecoveryCase> OpenAsync(CaseSituation situation, string by, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"open {situation} {by}");
        var opened = SampleCases.Opened(_cases.Count + 1) with { Situation = situation, OpenedBy = by };
        Put(opened);
        return Task.FromResult(opened);
    }

    public Task<RecoveryCase> OpenWithPlanAsync(RecoveryPlan plan, string by, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"open-with-plan {plan.Id} {by}");
        var opened = SampleCases.Opened(_cases.Count + 1) with { Plan = plan, Step = CaseStep.Plan };
        Put(opened);
        return Task.FromResult(opened);
    }

    public async Task<RecoveryCase?> FindAsync(int number, CancellationToken cancellationToken)
    {
        var found = _cases.GetValueOrDefault(number);
        await Loading;
        return found;
    }

    public Task<RecoveryCase> SurveyAsync(int number, CancellationToken cancellationToken) => ChangeAsync(number, "survey", OnSurvey);

    public Task<RecoveryCase> StartDaemonAsync(int number, string by, CancellationToken cancellationToken) =>
        ChangeAsync(number, $"start-daemon {by}", OnSurvey);

    public Task<ImmutableArray<Finding>> CheckPoolAsync(int number, PoolDefinition pool, CancellationToken cancellationToken) =>
        Task.FromResult(OnCheck(pool));

    public Task<RecoveryCase> ChoosePoolsAsync(int number, ImmutableArray<PoolDefinition> pools, string by, CancellationToken cancellationToken) =>
        ChangeAsync(number, $"choose {string.Join(",", pools.Select(pool => pool.Name))}", one => one with { Chosen = pools });

    public Task<RecoveryCase> GiveZfsKeyAsync(int number, string dataset, string key, string by, CancellationToken cancellationToken) =>
        ChangeAsync(number, $"zfs-key {dataset} {key}", one => one);

    public Task StartScanAsync(int number, CancellationToken cancellationToken) => ChangeAsync(number, "scan", one => one);

    public Task StopScanAsync(int number, CancellationToken cancellationToken) => ChangeAsync(number, "stop-scan", one => one);

    public Task<RecoveryCase> AnswerAsync(int number, Answer answer, CancellationToken cancellationToken)
    {
        Answers.Enqueue(answer);
        return ChangeAsync(number, $"answer {answer.QuestionId} {answer.Kind}", one => one with { Answers = Without(one, answer.QuestionId).Add(answer) });
    }

    public Task<RecoveryCase> AnswerManyAsync(int number, ImmutableArray<Answer> answers, CancellationToken cancellationToken) => ChangeAsync(
        number,
        $"answer {string.Join(", ", answers.Select(answer => $"{answer.QuestionId} {answer.Kind} {answer.By}"))}",
        one => answers.Aggregate(one, (before, answer) => before with { Answers = Without(before, answer.QuestionId).Add(answer) }));

    public Task<RecoveryCase> WithdrawAnswersAsync(int number, ImmutableArray<string> questionIds, string by, CancellationToken cancellationToken) => ChangeAsync(
        number, $"withdraw {string.Join(", ", questionIds)}", one => questionIds.Aggregate(one, (before, id) => before with { Answers = Without(before, id) }));

    public Task<RecoveryCase> WithdrawAnswerAsync(int number, string questionId, string by, CancellationToken cancellationToken) =>
        ChangeAsync(number, $"withdraw {questionId}", one => one with { Answers = Without(one, questionId) });

    public Task<RecoveryCase> AcceptProposalsAsync(int number, string by, CancellationToken cancellationToken) =>
        ChangeAsync(number, $"accept {by}", one => one with
        {
            Answers = [.. one.Questions.Select(question => new Answer
            {
                QuestionId = question.Id,
                Kind = question.Proposals.IsEmpty ? AnswerKind.LeaveOut : AnswerKind.Accept,
                ProposalId = question.Proposals.FirstOrDefault()?.Id,
                By = by,
                At = SampleCases.Now,
            })],
        });

    public Task<RecoveryCase> BuildPlanAsync(int number, CancellationToken cancellationToken) => ChangeAsync(number, "plan", OnPlan);

    public Task StartApplyAsync(int number, string planId, string typedHostName, string requestId, string by, CancellationToken cancellationToken) =>
        StartAsync(number, $"apply {planId} {typedHostName} {by}");

    public Task StartRestoreAsync(
        int number, DatabaseRestoration wanted, string typedHostName, string requestId, string by, CancellationToken cancellationToken) =>
        StartAsync(number, $"restore {wanted.Directory} {wanted.Request.Source} {wanted.Request.At} {typedHostName} {by}");

    public Task StartUndoAsync(int number, string runId, string requestId, string by, CancellationToken cancellationToken) =>
        StartAsync(number, $"undo {runId} {by}");

    public Task StartResumeAsync(int number, string runId, string requestId, string by, CancellationToken cancellationToken) =>
        StartAsync(number, $"resume {runId} {by}");

    public Task StartInstanceAsync(int number, string project, string name, string requestId, string by, CancellationToken cancellationToken) =>
        StartAsync(number, $"start {project}/{name} {by}");

    public Task<RecoveryCase> CloseAsync(int number, string by, CancellationToken cancellationToken) =>
        ChangeAsync(number, $"close {by}", one => one with { ClosedAt = SampleCases.Now });

    public CaseActivity Activity(int number) => _activities.GetValueOrDefault(number, CaseActivity.Idle);

    public async IAsyncEnumerable<CaseActivity> WatchAsync(int number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<CaseActivity>();
        lock (_watchers)
        {
            _watchers.Add(channel);
        }

        yield return Activity(number);
        await foreach (var activity in channel.Reader.ReadAllAsync(cancellationToken))
        {
            yield return activity;
        }
    }

    private static ImmutableArray<Answer> Without(RecoveryCase one, string questionId) => one.Answers.RemoveAll(answer => answer.QuestionId == questionId);

    private Task<RecoveryCase> StartAsync(int number, string call)
    {
        if (Refusal is { } refusal)
        {
            Refusal = null;
            throw refusal;
        }

        OnStart();
        return ChangeAsync(number, call, one => one);
    }

    private Task<RecoveryCase> ChangeAsync(int number, string call, Func<RecoveryCase, RecoveryCase> change)
    {
        Calls.Enqueue(call);
        _cases[number] = change(_cases[number]);
        return Task.FromResult(_cases[number]);
    }
}

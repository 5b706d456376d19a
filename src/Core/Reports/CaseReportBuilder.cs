using System.Collections.Immutable;
using System.Reflection;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;

namespace Recover.Core.Reports;

/// <summary>Makes the report of a case, at any time of it. Thread-safe.</summary>
public static class CaseReportBuilder
{
    /// <summary>The report as of now.</summary>
    public static CaseReport Build(RecoveryCase one, DateTimeOffset now)
    {
        var state = CaseOutcome.Of(one);
        var items = Items(one, state);
        var numbers = Numbers(one, items, state);
        return new CaseReport
        {
            Reference = one.Reference,
            Language = ReportTexts.Get("Language"),
            GeneratedAt = now,
            ProgramVersion = typeof(CaseReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
            Situation = one.Situation,
            HostName = one.HostName,
            IncusDirectory = one.IncusDirectory,
            IncusVersion = one.Host?.Version,
            Daemon = one.Host?.Daemon,
            DatabaseCondition = one.Database?.Condition,
            DatabaseSource = one.Database?.Source,
            SchemaVersion = one.Database?.SchemaVersion,
            OpenedAt = one.OpenedAt,
            ClosedAt = one.ClosedAt,
            Operators = [.. one.Answers.Select(answer => answer.By).Concat(one.Runs.Select(run => run.By)).Prepend(one.OpenedBy).Distinct()],
            Verdict = ReportTexts.Get($"Verdict.{state.Kind}", one.HostName, numbers.InstancesBack, numbers.InstancesFound, numbers.NotRecovered),
            OpenPoints = [.. OpenPoints(one, state)],
            Numbers = numbers,
            Checks = [.. (one.Host?.Findings ?? []).Concat(one.Database?.Findings ?? []).Concat(one.Inventory?.Findings ?? []).Distinct().Select(finding => ReportFinding.Of(one.HostName, finding))],
            Pools = [.. (one.Inventory?.Pools ?? []).Select(pool =>
                new ReportPool(pool.Definition.Name, pool.Definition.Driver, pool.Definition.Source, pool.Definition.Known, pool.Read))],
            Items = items,
            Decisions = [.. one.Answers.Select(answer => new ReportDecision(answer.QuestionId, CaseTexts.Answer(answer), answer.By, answer.At))],
            Created = [.. Created(one.Plan)],
            Kept = [.. (one.Plan?.Create.Kept ?? []).Select(record => new ReportKept(record.Words, record.From))],
            Records = [.. (one.Inventory?.Mismatches ?? []).Select(mismatch => Record(mismatch, one))],
            Notes = [.. (one.Plan?.Notes ?? []).Select(note => ReportFinding.Of(note.Item, note.Finding))],
            Values = [.. (one.Plan?.Values ?? []).Select(WithoutSecrets)],
            Readiness = one.Plan?.Readiness ?? [],
            Starts = one.Starts,
            NotRecovered = one.Plan?.NotRecovered ?? [],
            Runs = [.. one.Runs.Select(run => run with { SavedFiles = [] })],
            Saved = [.. one.Runs.Where(run => run is { Kind: RunKind.Apply or RunKind.Restore, SavedState: not null }).Select(run =>
                new ReportSavedState(run.Run, run.SavedState!, $"recover undo {run.Run}", run.SavedFiles))],
            Verification = state.Verification,
            Timeline = one.Events,
            LogHead = one.Events.LastOrDefault()?.Seal,
        };
    }

    private static ImmutableArray<ReportItem> Items(RecoveryCase one, CaseOutcome state)
    {
        var planned = (one.Plan?.Create.Instances ?? []).Select(instance => (instance.Project, instance.Name, true))
            .Concat((one.Plan?.Create.Volumes ?? []).Select(volume => (volume.Project, volume.Name, false)))
            .Concat((one.Plan?.Create.Buckets ?? []).Select(bucket => (bucket.Project, bucket.Name, false)))
            .ToHashSet();
        return [.. (one.Inventory?.Volumes ?? []).Select(volume => Item(volume, planned.Contains((volume.Stored.Project, volume.Stored.Name, volume.IsInstance))))];

        ReportItem Item(ScannedVolume volume, bool isPlanned)
        {
            // What was missing and comes back with the plan is no reason any more.
            var worst = volume.Findings.Concat(volume.Stored.Findings)
                .Where(finding => !isPlanned || !DependencyFindings.IsAnsweredByPlan(finding.Code))
                .OrderByDescending(finding => finding.Severity)
                .FirstOrDefault();
            return new ReportItem
            {
                Pool = volume.Pool,
                Project = volume.Stored.Project,
                Name = volume.Stored.Name,
                Type = volume.Stored.Type,
                IsStray = volume.Stored.IsStray,
                Snapshots = volume.Stored.Snapshots.Length,
                State = volume.State == VolumeState.Known ? ReportItemState.Known
                    : isPlanned ? state.Applied is null ? ReportItemState.Planned : ReportItemState.Back
                    : one.Plan is not null || volume.State == VolumeState.Broken ? ReportItemState.LeftOut
                    : ReportItemState.Open,
                Reason = worst?.Message,
                Raw = worst?.Raw,
                RecordedAt = volume.Backup?.ModifiedAt,
            };
        }
    }

    private static ReportNumbers Numbers(RecoveryCase one, ImmutableArray<ReportItem> items, CaseOutcome state)
    {
        var instances = items.Where(item => item is { IsStray: false, Type: VolumeType.Container or VolumeType.VirtualMachine }).ToList();
        var volumes = items.Where(item => item is { IsStray: false, Type: VolumeType.Custom or VolumeType.Bucket }).ToList();
        var pools = one.Inventory?.Pools ?? [];
        return new ReportNumbers(
            one.Found.Length, pools.Count(pool => pool.Read), instances.Count, instances.Count(IsThere), volumes.Count, volumes.Count(IsThere),
            one.Plan?.ChangeCount ?? 0, one.Plan?.NotRecovered.Length ?? 0, state.Verification?.Differences.Length ?? 0);

        static bool IsThere(ReportItem item) => item.State is ReportItemState.Back or ReportItemState.Known;
    }

    private static IEnumerable<string> OpenPoints(RecoveryCase one, CaseOutcome state)
    {
        if (state.Kind is CaseOutcomeKind.Interrupted or CaseOutcomeKind.Failed or CaseOutcomeKind.RolledBack)
        {
            yield return ReportTexts.Get($"Open.{state.Kind}", state.Last!.Run, state.Last.Error ?? "");
        }

        if (one.Questions.Length > one.Answers.Count(answer => one.Questions.Any(question => question.Id == answer.QuestionId)))
        {
            yield return ReportTexts.Get("Open.Questions");
        }

        foreach (var lost in one.Plan?.NotRecovered ?? [])
        {
            yield return ReportTexts.Get("Open.NotRecovered", PlanTexts.Kind(lost.Kind), lost.Name, lost.NextStep);
        }

        foreach (var difference in state.Verification?.Differences ?? [])
        {
            yield return difference;
        }
    }

    private static IEnumerable<ReportObject> Created(RecoveryPlan? plan) => plan is null
        ? []
        : [
            .. plan.Create.Projects.Select(one => Object("project", one)),
            .. plan.Create.Profiles.Select(one => Object("profile", one)),
            .. plan.Create.Networks.Select(one => Object("network", one)),
        ];

    private static ReportRecord Record(Mismatch mismatch, RecoveryCase one)
    {
        var answer = one.Answers.LastOrDefault(answer => answer.QuestionId == Answer.RecordQuestion(mismatch));
        var removal = one.Plan?.Remove.FirstOrDefault(removal => removal.Id == mismatch.Id);
        return new ReportRecord(
            mismatch.Kind, mismatch.Label, mismatch.Pool, mismatch.Finding.Message, answer is null ? CaseTexts.Get("Record.LeaveOut") : CaseTexts.Answer(answer), removal?.Rows ?? 0);
    }

    private static ReportObject Object(string kind, PlannedObject one) =>
        new(kind, one.Project, one.Name, one.From, WithoutSecrets(one.Definition));

    private static Definition WithoutSecrets(Definition definition) => definition with
    {
        Config = Hidden(definition.Config),
        Devices = definition.Devices.ToImmutableSortedDictionary(device => device.Key, device => Hidden(device.Value), StringComparer.Ordinal),
    };

    private static PlannedValue WithoutSecrets(PlannedValue value) => value with
    {
        Value = Hidden(value.Key, value.Value),
        Others = [.. value.Others.Select(other => other with { Value = Hidden(value.Key, other.Value) })],
    };

    private static string? Hidden(string key, string? value) => value is null ? null : SecretKeys.Hide(key, value);

    private static ImmutableSortedDictionary<string, string> Hidden(ImmutableSortedDictionary<string, string> config) =>
        config.ToImmutableSortedDictionary(entry => entry.Key, entry => SecretKeys.Hide(entry.Key, entry.Value), StringComparer.Ordinal);
}

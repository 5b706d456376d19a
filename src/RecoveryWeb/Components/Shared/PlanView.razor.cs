using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

public sealed partial class PlanView
{
    [Parameter, EditorRequired]
    public RecoveryPlan Plan { get; set; } = null!;

    [Parameter, EditorRequired]
    public RecoveryCase Case { get; set; } = null!;

    [Inject]
    public required TimeProvider Time { get; init; }

    private ILookup<(string Kind, string Item), PlannedValue> _values = Enumerable.Empty<PlannedValue>().ToLookup(value => (value.Kind, value.Item));

    private ImmutableArray<PlanNote> OtherNotes =>
        [.. Plan.Notes.Where(note => note.Finding.Severity != FindingSeverity.Risk).OrderByDescending(note => note.Finding.Severity)];

    private ImmutableArray<PlanItem> Instances => [.. Plan.Create.Instances.Select(instance => new PlanItem(
        instance.Label,
        [
            instance.IsVirtualMachine ? PlanPageTexts.MachineWord : PlanPageTexts.ContainerWord,
            Words.Fill(PlanPageTexts.OnPool, instance.Pool),
            Words.Snapshots(instance.Snapshots.Length),
            Words.Fill(PlanPageTexts.WithProfiles, instance.Profiles.IsEmpty ? SharedTexts.None : string.Join(", ", instance.Profiles)),
            instance.Running ? PlanPageTexts.RunsOn : PlanPageTexts.StaysOff,
        ],
        instance.From,
        new Definition { Description = instance.Description, Config = instance.Config, Devices = instance.Devices })
    {
        Values = Values("instance", instance.Label),
    })];

    private ImmutableArray<PlanItem> Volumes => [.. Plan.Create.Volumes.Select(volume => new PlanItem(
        $"{volume.Project}/{volume.Name}",
        [Words.Fill(PlanPageTexts.OnPool, volume.Pool), Words.Snapshots(volume.Snapshots.Length)],
        volume.From,
        new Definition { Description = volume.Description, Config = volume.Config })
    {
        Values = Values("volume", $"{volume.Project}/{volume.Name}"),
    })];

    private ImmutableArray<PlanItem> Buckets => [.. Plan.Create.Buckets.Select(bucket =>
        new PlanItem($"{bucket.Project}/{bucket.Name}", [Words.Fill(PlanPageTexts.OnPool, bucket.Pool)], bucket.From, null))];

    private ImmutableArray<PlanItem> Pools => [.. Plan.Create.Pools.Select(pool =>
        new PlanItem(pool.Name, [pool.Driver], pool.From, new Definition { Description = pool.Description, Config = pool.Config })
        {
            Values = Values("pool", pool.Name),
        })];

    private ImmutableArray<PlanItem> Removed => [.. Plan.Remove.Select(removal => new PlanItem(
        removal.Label,
        [
            Words.Fill(PlanPageTexts.RemovedRows, removal.Rows),
            .. removal.Records.SelectMany(record => record.Hanging).Where(rows => rows.Any).GroupBy(rows => rows.Table)
                .Select(table => Words.Fill(PlanPageTexts.RemovedTable, table.Key, table.Sum(rows => rows.Rows))),
            removal.Reason,
        ],
        null,
        null))];

    private ImmutableArray<PlanItem> Mended =>
    [
        .. Plan.Create.RootVolumes.Select(volume => new PlanItem(
            Words.Fill(PlanPageTexts.MendedRootVolume, $"{volume.Project}/{volume.Name}"),
            [Words.Fill(PlanPageTexts.OnPool, volume.Pool), Words.Snapshots(volume.Snapshots.Length)],
            volume.From,
            new Definition { Config = volume.Config })),
        .. Plan.Create.SnapshotRecords.Select(record => new PlanItem(
            Words.Fill(PlanPageTexts.MendedSnapshot, $"{record.Project}/{record.Name}/{record.Snapshot.Name}"),
            [Words.Fill(PlanPageTexts.OnPool, record.Pool)],
            record.From,
            new Definition { Description = record.Snapshot.Description, Config = record.Snapshot.Config, Devices = record.Snapshot.Devices })),
    ];

    private ImmutableArray<PlanItem> Kept => [.. Plan.Create.Kept.Select(record => new PlanItem(record.Words, [], record.From, null))];

    private ImmutableArray<PlanItem> Links => [.. Plan.Links.Select(link => new PlanItem(
        link.Target is null ? Words.Fill(PlanPageTexts.Folder, link.Path) : Words.Fill(PlanPageTexts.Link, link.Path, link.Target), [], null, null))];

    private ImmutableArray<PlanItem> Objects(ImmutableArray<PlannedObject> objects, string kind) => [.. objects.Select(one => new PlanItem(
        kind == "project" ? one.Name : $"{one.Project}/{one.Name}",
        one.Replaces ? [PlanPageTexts.Replaces] : [],
        one.From,
        one.Definition)
    {
        Values = Values(kind, kind == "project" ? one.Name : $"{one.Project}/{one.Name}"),
    })];

    private ImmutableArray<PlannedValue> Values(string kind, string item) => [.. _values[(kind, item)]];

    protected override void OnParametersSet() => _values = Plan.Values.ToLookup(value => (value.Kind, value.Item));

    private string Decision(Answer answer)
    {
        var question = Case.Questions.FirstOrDefault(one => one.Id == answer.QuestionId);
        return question is null && (Answer.IsAboutRecord(answer.QuestionId) || answer.Kind == AnswerKind.Remove)
            ? Words.Fill(PlanPageTexts.Decision, answer.QuestionId, CaseTexts.Answer(answer), answer.By)
            : question is null ? Words.Fill(PlanPageTexts.Decision, answer.QuestionId, VolumeAnswer(answer), answer.By)
            : Words.Fill(PlanPageTexts.Decision, QuestionWords.Title(question), QuestionWords.Answer(question, answer), answer.By);
    }

    private static string VolumeAnswer(Answer answer) => answer.Kind switch
    {
        AnswerKind.Recover => QuestionsPageTexts.VolumeRecover,
        AnswerKind.Renew => QuestionsPageTexts.NewIdentity,
        AnswerKind.RenewUuid => QuestionsPageTexts.AnswerRenewUuid,
        AnswerKind.RenewAddresses => QuestionsPageTexts.AnswerRenewAddresses,
        _ => QuestionsPageTexts.VolumeLeaveOut,
    };
}

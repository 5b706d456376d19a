using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Cases;
using Recover.Core.Plans;
using Recover.Core.Readiness;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

public sealed partial class InstanceStarts
{
    private const int PageSize = 50;

    private int _shown = PageSize;

    [Parameter, EditorRequired]
    public RecoveryCase Case { get; set; } = null!;

    [Parameter, EditorRequired]
    public CaseActivity Activity { get; set; } = null!;

    [Parameter, EditorRequired]
    public bool Working { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<PlannedInstance> OnStart { get; set; }

    private ImmutableArray<PlannedInstance> Instances => [.. Case.Plan!.Create.Instances.Where(instance => !instance.Running)];

    private static string WordsOf(InstanceStart? start) => start is null ? FinishedPageTexts.StartButton : FinishedPageTexts.StartAgain;

    private InstanceStart? StartOf(string label) => Case.Starts.FirstOrDefault(start => start.Label == label);

    private InstanceReadiness? ReadinessOf(string label) => Case.Plan!.Readiness.FirstOrDefault(one => one.Label == label);
}

using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>What is to be said beside the records of a plan that is being built. Used by one build.</summary>
internal sealed class PlanDraft
{
    private readonly List<PlanNote> _notes = [];
    private readonly List<NotRecovered> _notRecovered = [];
    private readonly List<PlannedValue> _values = [];

    public ImmutableArray<PlanNote> Notes => [.. _notes];

    public ImmutableArray<NotRecovered> NotRecovered => [.. _notRecovered];

    public ImmutableArray<PlannedValue> Values => [.. _values];

    /// <summary>Says of the values of a planned record where they came from; see <see cref="ValueOrigins"/>.</summary>
    public void Tell(string kind, string item, Definition planned, string from, IReadOnlyCollection<Proposal> sources) =>
        _values.AddRange(ValueOrigins.Of(kind, item, planned, from, sources));

    public void Note(string item, Finding finding) => _notes.Add(new PlanNote(item, finding));

    public void LeaveOut(string kind, string project, string name, Finding finding) =>
        LeaveOut(kind, project, name, finding.Message, finding.Remedy);

    public void LeaveOut(string kind, string project, string name, string reason, string nextStep) =>
        _notRecovered.Add(new NotRecovered(kind, project, name, reason, nextStep));

    public void LeaveOut(ScannedVolume volume, string reason, string nextStep) =>
        LeaveOut(Kind(volume), volume.Stored.Project, volume.Stored.Name, reason, nextStep);

    public void LeaveOut(ScannedVolume volume, Finding finding) => LeaveOut(volume, finding.Message, finding.Remedy);

    private static string Kind(ScannedVolume volume) => volume.Stored.Type switch
    {
        _ when volume.Stored.IsStray => "file",
        VolumeType.Custom => "volume",
        VolumeType.Bucket => "bucket",
        _ => "instance",
    };
}

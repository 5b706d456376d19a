using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Gathers questions and what they mean for the volumes. Used by one thread at a time.</summary>
internal sealed class NeedRegister(Inventory inventory)
{
    private readonly List<MissingObject> _questions = [];
    private readonly Dictionary<string, List<Finding>> _findings = new(StringComparer.Ordinal);

    /// <summary>Adds a question; <see cref="MissingObject.NeededBy"/> is sorted and made unique here.</summary>
    public void Ask(MissingObject question) =>
        _questions.Add(question with { NeededBy = [.. question.NeededBy.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] });

    /// <summary>Says that a volume waits for an answer, and why.</summary>
    public void Wait(ScannedVolume volume, Finding finding)
    {
        if (!_findings.TryGetValue(volume.Id, out var findings))
        {
            _findings.Add(volume.Id, findings = []);
        }

        if (!findings.Concat(volume.Findings).Any(known => known.Code == finding.Code && known.Arguments.SequenceEqual(finding.Arguments)))
        {
            findings.Add(finding);
        }
    }

    public ImmutableArray<MissingObject> ToQuestions() =>
        [.. _questions.OrderBy(question => question.Kind).ThenBy(question => question.Project, StringComparer.Ordinal).ThenBy(question => question.Name, StringComparer.Ordinal)];

    public Inventory ToInventory() => inventory with
    {
        Volumes = [.. inventory.Volumes.Select(volume => _findings.TryGetValue(volume.Id, out var findings)
            ? volume with { State = VolumeState.Question, Findings = [.. volume.Findings, .. findings] }
            : volume)],
    };
}

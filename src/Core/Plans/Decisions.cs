using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Plans;

/// <summary>All questions of an inventory with their answers.</summary>
internal sealed class Decisions
{
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<(MissingKind Kind, string Project, string Name), Decision> _byObject = [];
    private readonly Dictionary<string, List<Decision>> _byInstance = new(StringComparer.Ordinal);

    public Decisions(ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers)
    {
        foreach (var answer in answers)
        {
            _answers[answer.QuestionId] = answer;
        }

        foreach (var question in questions)
        {
            var decision = new Decision(question, _answers.GetValueOrDefault(question.Id));
            _byObject[(question.Kind, question.Project, question.Name)] = decision;
            foreach (var instance in question.NeededBy.Distinct(StringComparer.Ordinal))
            {
                if (!_byInstance.TryGetValue(instance, out var needed))
                {
                    _byInstance[instance] = needed = [];
                }

                needed.Add(decision);
            }
        }
    }

    /// <summary>Decisions about objects of a kind, in a stable order.</summary>
    public IEnumerable<Decision> Of(MissingKind kind) =>
        _byObject.Values.Where(decision => decision.Question.Kind == kind).OrderBy(decision => decision.Question.Id, StringComparer.Ordinal);

    /// <summary>The decision about one object; null when there was no question.</summary>
    public Decision? About(MissingKind kind, string project, string name) => _byObject.GetValueOrDefault((kind, project, name));

    /// <summary>Decisions about what an instance (<c>project/name</c>) needs.</summary>
    public IReadOnlyList<Decision> NeededBy(string label) => _byInstance.TryGetValue(label, out var needed) ? needed : [];

    /// <summary>What of the identity of an instance becomes new, by answer; null when all stays.</summary>
    public AnswerKind? Renewal(ScannedVolume volume) =>
        _answers.GetValueOrDefault(Answer.IdentityQuestion(volume.Id)) is { } answer && AnswerRules.IsRenewal(answer.Kind) ? answer.Kind : null;

    /// <summary>What was answered about the volume itself; null when nothing was.</summary>
    public Answer? About(ScannedVolume volume) => _answers.GetValueOrDefault(Answer.VolumeQuestion(volume.Id));

    /// <summary>What was answered about a record that does not go together with the disk; null when nothing was.</summary>
    public Answer? About(Mismatch mismatch) => _answers.GetValueOrDefault(Answer.RecordQuestion(mismatch));
}

using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;
using CaseStep = Recover.Core.Cases.CaseStep;

namespace Recover.Web.Components.Pages;

public sealed partial class YourDatabase
{
    private CandidateSource? _chosen;
    private bool _earlier;
    private long? _at;
    private bool _gone;
    private string _typed = "";
    private bool _wrongHost;
    private string? _missing;

    private ExaminedDatabase? Files => Case?.Database?.Files;

    /// <summary>What a look inside told of the database, such as that it went back in time.</summary>
    private ImmutableArray<Finding> FromTheDisk => Case?.Inventory?.Findings ?? [];

    private bool MayPutBack => Case is { ClosedAt: null } && !Activity.Busy;

    /// <summary>The last entry of the log, back from which earlier states can be read; null when there is no log.</summary>
    private long? LastEntry => Files?.Check.Candidates.FirstOrDefault(candidate => candidate.Source == CandidateSource.Raft)?.LastIndex;

    private CandidateRequest? Wanted => _earlier
        ? _at is >= 1 && _at <= LastEntry ? new CandidateRequest { Source = CandidateSource.Raft, At = _at } : null
        : _chosen is { } chosen ? new CandidateRequest { Source = chosen } : null;

    protected override void OnCase() => _chosen ??= Files?.Proposed?.Source;

    protected override Task OnOpenedAsync() => Files is null && !Activity.Busy && Case!.ClosedAt is null ? LookAsync() : Task.CompletedTask;

    private async Task LookAsync()
    {
        await TryAsync(async _ => Case = await Workflow.SurveyAsync(Number, Closed));
        OnCase();
    }

    private void Pick(DatabaseCandidate candidate) => (_chosen, _earlier) = (candidate.Source, false);

    private void PickEarlier() => (_chosen, _earlier) = (null, true);

    private async Task PutBackAsync()
    {
        _wrongHost = _typed.Trim() != Case!.HostName;
        _missing = Wanted is null ? _earlier ? Words.Fill(DatabasePageTexts.EarlierWrong, LastEntry) : DatabasePageTexts.ConfirmChoose
            : Files!.Members.IsOneOfSeveral && !_gone ? DatabasePageTexts.MembersGoneMissing
            : null;
        if (_wrongHost || _missing is not null)
        {
            return;
        }

        var wanted = new DatabaseRestoration { Directory = Case.Host!.Directory.Database, Request = Wanted!, OtherMembersGone = _gone };
        if (await TryAsync(by => Workflow.StartRestoreAsync(Number, wanted, _typed.Trim(), RequestId, by, Closed)))
        {
            GoTo(CaseStep.Recover);
        }
    }

    private static IEnumerable<(string What, string Result)> Facts(DatabaseCheck check)
    {
        yield return (DatabasePageTexts.Directory, check.Directory);
        yield return (DatabasePageTexts.State, DatabaseWords.State(check.State));
        yield return (DatabasePageTexts.LastGood, check.LastGoodIndex is { } last
            ? Words.Fill(DatabasePageTexts.LastGoodText, last, check.LastTerm)
            : DatabasePageTexts.LastGoodNone);
        if (check.LastGoodIndex is not null)
        {
            yield return (DatabasePageTexts.Base, check.BaseSnapshot is { } snapshot
                ? Words.Fill(DatabasePageTexts.BaseSnapshot, snapshot)
                : DatabasePageTexts.BaseStart);
        }

        if (check.TornTail)
        {
            yield return (DatabasePageTexts.TornTail, DatabasePageTexts.TornTailText);
        }
    }
}

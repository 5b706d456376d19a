using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>Words for the files of a database and the states they hold.</summary>
internal static class DatabaseWords
{
    private static readonly (RecordKind Kind, string Table)[] Counted =
    [
        (RecordKind.Instance, "instances"), (RecordKind.Pool, "storage_pools"), (RecordKind.Project, "projects"), (RecordKind.Profile, "profiles"),
        (RecordKind.Network, "networks"),
    ];

    public static string State(DatabaseCheckState state) => DatabasePageTexts.ResourceManager.GetString($"State{state}")!;

    public static string Kind(CheckedFileKind kind) => DatabasePageTexts.ResourceManager.GetString($"Kind{kind}")!;

    public static string State(CheckedFileState state) => DatabasePageTexts.ResourceManager.GetString($"File{state}")!;

    public static string Source(DatabaseCandidate candidate) => candidate.LastIndex is { } last
        ? $"{CandidateTexts.Source(candidate.Source)}, {Words.Fill(DatabasePageTexts.UpTo, last)}"
        : CandidateTexts.Source(candidate.Source);

    /// <summary>What it holds, counted as people do.</summary>
    public static string Knows(DatabaseCandidate candidate)
    {
        var counts = Counted
            .Select(counted => (counted.Kind, Rows: (int)candidate.Tables.GetValueOrDefault(counted.Table)))
            .Where(counted => counted.Rows > 0)
            .ToList();
        return counts.All(counted => counted.Kind is RecordKind.Project or RecordKind.Profile)
            ? DatabasePageTexts.KnowsNothing
            : Words.Fill(DatabasePageTexts.Knows, string.Join(", ", counts.Select(counted => CandidateTexts.Count(counted.Kind, counted.Rows))));
    }

    /// <summary>What is best done, and why.</summary>
    public static string Advice(DatabaseAdvice advice) => Words.Fill(
        DatabasePageTexts.ResourceManager.GetString($"Advice{advice.Kind}")!, advice.Because?.Message, advice.Because?.DaemonBehaviour);

    /// <summary>Why a state is the one to put back.</summary>
    public static string Reason(CandidateSource source) => source switch
    {
        CandidateSource.Raft => DatabasePageTexts.ReasonRaft,
        CandidateSource.Dump => DatabasePageTexts.ReasonDump,
        CandidateSource.SetAside => DatabasePageTexts.ReasonSetAside,
        _ => DatabasePageTexts.ReasonOlder,
    };

    public static string Entries(CheckedFile file) => file.FirstIndex is not { } first ? "–"
        : file.FirstIndex == file.LastIndex ? Words.Fill(DatabasePageTexts.EntriesOne, first)
        : Words.Fill(DatabasePageTexts.EntriesText, first, file.LastIndex);
}

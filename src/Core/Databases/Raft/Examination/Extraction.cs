using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Writes one state of a database directory as a SQLite file.</summary>
internal static class Extraction
{
    /// <exception cref="IOException">The file exists or can't be written, or the directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public static DatabaseExtract Run(string directory, ExtractRequest request, string file, CancellationToken cancellationToken) =>
        SteadyReading.Of(_ => RunOnce(directory, request, file, cancellationToken));

    private static DatabaseExtract RunOnce(string directory, ExtractRequest request, string file, CancellationToken cancellationToken)
    {
        // Through one link at most: the directory the operator chose.
        var target = Path.GetDirectoryName(Path.GetFullPath(file))!;
        using var contents = RaftContents.Open(RaftPlace.Of(directory), target, cancellationToken);
        if (contents is null)
        {
            return new DatabaseExtract { Outcome = ExtractOutcome.NothingReadable };
        }

        if (request.At is { } index)
        {
            return At(contents, index, file, cancellationToken);
        }

        if (contents.ChooseSound(cancellationToken) is not var (chosen, _))
        {
            return request.Salvage ? new DatabaseExtract { Outcome = ExtractOutcome.NoSalvage } : FromDump(contents, file, cancellationToken);
        }

        if (!request.Salvage)
        {
            return Write(contents, chosen.LastGood, CandidateSource.Raft, chosen.Reading.Last, file, cancellationToken);
        }

        if (chosen.Salvaged() is not { Missing: 0 } salvaged)
        {
            return new DatabaseExtract { Outcome = ExtractOutcome.NoSalvage };
        }

        var extract = Write(contents, salvaged, CandidateSource.Salvage, chosen.Reading.BehindLast, file, cancellationToken);
        if (extract.Problems.IsEmpty)
        {
            return extract;
        }

        RaftContents.DeleteImage(file);
        return new DatabaseExtract { Outcome = ExtractOutcome.NoSalvage, Problems = extract.Problems };
    }

    private static DatabaseExtract At(RaftContents contents, long index, string file, CancellationToken cancellationToken)
    {
        var reachable = new List<RaftState>();
        foreach (var state in contents.States().Where(state => state.Start is not null || state.LastGood is { Missing: 0, Highest: > 0 }))
        {
            reachable.Add(state);
            if (state.At(index) is { Missing: 0, Highest: > 0 } pages)
            {
                return Write(contents, pages, CandidateSource.Raft, index, file, cancellationToken);
            }
        }

        return new DatabaseExtract
        {
            Outcome = reachable.Count == 0 ? ExtractOutcome.NothingReadable : ExtractOutcome.EntryOutOfReach,
            FirstReachable = reachable.Count == 0 ? null : reachable.Min(FirstWithPages),
            LastReachable = reachable.Count == 0 ? null : reachable.Max(state => state.Reading.Last),
        };
    }

    // The first entries of a server change nothing; before the first pages there is no database.
    private static long FirstWithPages(RaftState state)
    {
        for (var i = 0; state.Start is null && i < state.Reading.Good.Length; i++)
        {
            if (state.Reading.Good[i] is FramesEntry { IsCommit: true })
            {
                return state.Reading.Base + i + 1;
            }
        }

        return state.Reading.Base;
    }

    private static DatabaseExtract Write(
        RaftContents contents, PageMap pages, CandidateSource source, long index, string file, CancellationToken cancellationToken)
    {
        ImageFile.Write(contents.Bytes, pages, file, cancellationToken);
        return Written(file, source) with { LastIndex = index };
    }

    private static DatabaseExtract FromDump(RaftContents contents, string file, CancellationToken cancellationToken)
    {
        try
        {
            return DumpFile.Copy(contents.Folder, contents.Bytes, file, cancellationToken)
                ? Written(file, CandidateSource.Dump)
                : new DatabaseExtract { Outcome = ExtractOutcome.NothingReadable };
        }
        catch (SqliteException exception)
        {
            return new DatabaseExtract { Outcome = ExtractOutcome.NothingReadable, Problems = [exception.Message] };
        }
    }

    private static DatabaseExtract Written(string file, CandidateSource source)
    {
        var facts = ImageFacts.Of(file);
        return new DatabaseExtract
        {
            Outcome = ExtractOutcome.Written,
            Source = source,
            Tables = facts.Tables,
            Problems = [.. facts.Problems, .. facts.ForeignKeys],
        };
    }
}

using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Findings;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Makes a check of a directory from everything read in it. Used once; not thread-safe.</summary>
internal sealed class DirectoryExamination(RaftContents contents, string directory, CancellationToken cancellationToken)
{
    private readonly List<DatabaseFinding> _findings = [];
    private readonly List<DatabaseCandidate> _candidates = [];

    /// <summary>Checks a directory; whatever is wrong is in the result.</summary>
    /// <param name="directory">The <c>database</c> directory or its <c>global</c>.</param>
    /// <param name="workDirectory">Where private copies may be made.</param>
    /// <param name="use">Gets everything that was read before it is closed; null when nobody wants it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static DatabaseCheck Check(
        string directory, string workDirectory, Action<RaftContents, DatabaseCheck, RaftState?>? use, CancellationToken cancellationToken)
    {
        var place = RaftPlace.Of(directory);
        try
        {
            return SteadyReading.Of(isLast => CheckOnce(place, workDirectory, isLast, use, cancellationToken));
        }
        catch (FileChangedException changed)
        {
            return Without(place, DatabaseCheckState.Unreadable, DatabaseFindingCode.ChangedWhileRead, DaemonReaction.Starts, changed.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Without(place, DatabaseCheckState.Unreadable, DatabaseFindingCode.DirectoryUnreadable, DaemonReaction.Unknown, exception.Message);
        }
    }

    private static DatabaseCheck CheckOnce(
        string place, string workDirectory, bool isLast, Action<RaftContents, DatabaseCheck, RaftState?>? use, CancellationToken cancellationToken)
    {
        using var contents = RaftContents.Open(place, workDirectory, cancellationToken);
        if (contents is null)
        {
            return Without(place, DatabaseCheckState.Missing, DatabaseFindingCode.DirectoryMissing, DaemonReaction.StartsEmpty, place);
        }

        var (check, chosen) = new DirectoryExamination(contents, place, cancellationToken).Run();
        if (!isLast && !contents.Folder.IsUnchanged())
        {
            throw new FileChangedException(place);
        }

        use?.Invoke(contents, check, chosen);
        return check;
    }

    private static DatabaseCheck Without(
        string place, DatabaseCheckState state, DatabaseFindingCode code, DaemonReaction reaction, string argument) => new()
        {
            State = state,
            Directory = place,
            Findings = [Found.Of(code, "", reaction, null, "", argument)],
        };

    private (DatabaseCheck Check, RaftState? Chosen) Run()
    {
        var sound = contents.ChooseSound(cancellationToken);
        var chosen = sound?.State;
        var daemon = new DaemonView(contents.Log, contents.Verdicts);
        _findings.AddRange(contents.HasLog ? contents.Metadata.Findings : []);
        _findings.AddRange(new SegmentFindings(contents.Log, daemon).All());
        _findings.AddRange(new LogFindings(contents.Log, daemon, chosen, contents.Metadata.Current).All());
        _findings.AddRange(new SnapshotFindings(contents.Verdicts, daemon, contents.Log).All());
        AddDirectory();
        var tables = sound is { } read ? Result(read.State, read.Facts) : DatabaseCheck.NoTables;
        if (_candidates.Count == 0)
        {
            tables = FromDump();
        }

        var check = new DatabaseCheck
        {
            State = State(),
            Directory = directory,
            Source = _candidates.FirstOrDefault()?.Source,
            LastGoodIndex = chosen?.Reading.Last,
            LastTerm = chosen?.LastTerm,
            BaseSnapshot = chosen?.Start?.Name.Name,
            TornTail = _findings.Any(finding => finding.Code == DatabaseFindingCode.Torn),
            Files = CheckedFiles.Of(contents, chosen, _findings),
            Findings = [.. _findings.OrderByDescending(finding => finding.Severity)],
            Tables = tables,
            Candidates = [.. _candidates],
            Configuration = chosen?.Servers ?? [],
            Metadata = contents.Metadata.Current,
        };
        return (check, chosen);
    }

    private ImmutableSortedDictionary<string, long> Result(RaftState chosen, ImageFacts facts)
    {
        if (!facts.Problems.IsEmpty)
        {
            _findings.Add(Found.Of(DatabaseFindingCode.Integrity, "", DaemonReaction.ServesWrongData, null, "", facts.Problems[0]));
        }

        if (!facts.ForeignKeys.IsEmpty)
        {
            _findings.Add(Found.Of(DatabaseFindingCode.ForeignKeys, "", DaemonReaction.ServesWrongData, null, "", string.Join(", ", facts.ForeignKeys)));
        }

        if (!facts.Tables.IsEmpty)
        {
            _candidates.Add(new DatabaseCandidate { Source = CandidateSource.Raft, LastIndex = chosen.Reading.Last, Tables = facts.Tables });
        }

        if (chosen.Salvaged() is { Missing: 0 } salvaged && contents.Ask(salvaged, cancellationToken) is { IsSound: true } salvage)
        {
            _candidates.Add(new DatabaseCandidate { Source = CandidateSource.Salvage, LastIndex = chosen.Reading.BehindLast, Tables = salvage.Tables });
        }

        return facts.Tables;
    }

    private ImmutableSortedDictionary<string, long> FromDump()
    {
        var file = contents.WorkFile();
        try
        {
            if (DumpFile.Copy(contents.Folder, contents.Bytes, file, cancellationToken) && ImageFacts.Of(file) is { Problems.IsEmpty: true, Tables.IsEmpty: false } facts)
            {
                _candidates.Add(new DatabaseCandidate { Source = CandidateSource.Dump, Tables = facts.Tables });
                return facts.Tables;
            }
        }
        catch (SqliteException)
        {
            // It was the last thing to look at; that nothing can be read is in the state.
        }
        finally
        {
            RaftContents.DeleteImage(file);
        }

        return DatabaseCheck.NoTables;
    }

    private void AddDirectory()
    {
        foreach (var entry in contents.Folder.Entries)
        {
            if (entry.Name.Kind == CheckedFileKind.SetAside)
            {
                _findings.Add(Found.Of(DatabaseFindingCode.SetAside, entry.Name.Name, DaemonReaction.Starts, null, ""));
            }
            else if (entry.File is null && entry.Name.Kind is not (CheckedFileKind.Unknown or CheckedFileKind.Temporary))
            {
                _findings.Add(Found.Of(DatabaseFindingCode.FileUnreadable, entry.Name.Name, DaemonReaction.Unknown, null, "", entry.Problem));
            }
        }

        if (!contents.Folder.IsWritable)
        {
            var text = $"raft_init(): io: directory '{directory}' is not writable";
            _findings.Add(Found.Of(DatabaseFindingCode.DirectoryReadOnly, "", DaemonReaction.Refuses, null, text, directory));
        }

        if (!contents.HasLog)
        {
            _findings.Add(contents.Folder.Entries.Any(entry => entry.Name.Kind == CheckedFileKind.Metadata)
                ? Found.Of(DatabaseFindingCode.NoLog, "", DaemonReaction.Hangs, null, "no available cowsql leader server found")
                : Found.Of(DatabaseFindingCode.DirectoryEmpty, "", DaemonReaction.StartsEmpty, null, "", directory));
        }

        if (!contents.Folder.IsUnchanged())
        {
            _findings.Add(Found.Of(DatabaseFindingCode.ChangedWhileRead, "", DaemonReaction.Starts, null, "", directory));
        }
    }

    private DatabaseCheckState State()
    {
        if (_candidates.Count > 0)
        {
            return _findings.Any(finding => finding.Severity == FindingSeverity.Error) ? DatabaseCheckState.Damaged : DatabaseCheckState.Healthy;
        }

        return contents.Folder.Entries.All(entry => entry.Name.Kind is CheckedFileKind.Unknown or CheckedFileKind.Temporary)
            ? DatabaseCheckState.Missing
            : DatabaseCheckState.Unreadable;
    }
}

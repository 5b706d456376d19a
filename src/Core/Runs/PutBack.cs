using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Puts a saved state back while the daemon is stopped. What stands in the way is moved into the working run's directory, never deleted. Each act can be
/// repeated after an interruption; a problem with one does not keep the others from being done.
/// </summary>
/// <param name="surroundings">The host.</param>
/// <param name="journal">Of the run that puts back.</param>
/// <param name="saved">Directory of the run whose saved state is put back; the same run for a roll-back.</param>
/// <param name="plan">The plan whose links are taken away; null when the run made none.</param>
internal sealed class PutBack(RunSurroundings surroundings, RunJournal journal, RunDirectory saved, RecoveryPlan? plan)
{
    private const string Part = ".part";

    private readonly IncusDirectory _incus = surroundings.Incus;
    private readonly string _ready = $"{surroundings.Incus.Database}.recover-{saved.Run}-ready";
    private readonly string _old = $"{surroundings.Incus.Database}.recover-{saved.Run}-old-";
    private readonly StartupPatch _patch = new(surroundings.Incus, saved);
    private readonly SavedState _state = new(surroundings, saved);
    private readonly List<string> _problems = [];
    private readonly List<string> _told = [];

    /// <summary>Puts everything back that was saved.</summary>
    public async Task<PutBackResult> ExecuteAsync(HostSurvey? host, CancellationToken cancellationToken)
    {
        var manifest = SavedManifest.Read(saved.Manifest);
        // First of all: a daemon that comes up in the middle must not find it.
        await TryAsync(() => Task.Run(TakePatchAway, cancellationToken)).ConfigureAwait(false);
        var isBack = manifest is null
            || await TryAsync(() => PutDatabaseBackAsync(manifest.Trees.Contains("database"), cancellationToken)).ConfigureAwait(false);
        if (isBack)
        {
            // Not before: the database that the plan is in needs its links.
            await TakeLinksBackAsync(cancellationToken).ConfigureAwait(false);
        }

        if (manifest is not null)
        {
            foreach (var tree in manifest.Trees.Where(tree => tree != "database"))
            {
                await TryAsync(() => FillUpAsync(Path.Combine(saved.Saved, tree), Path.Combine(_incus.Root, tree), cancellationToken)).ConfigureAwait(false);
            }

            foreach (var file in manifest.Files.Where(file => file.Copy.StartsWith("backup-files/", StringComparison.Ordinal)))
            {
                await TryAsync(() => Task.Run(() => PutBackupFileBack(file, host), cancellationToken)).ConfigureAwait(false);
            }
        }

        return new PutBackResult([.. _problems], [.. _told]);
    }

    /// <summary>Takes away only what the run made beside the database, which nobody wrote to: a daemon works on it.</summary>
    public async Task<PutBackResult> LeaveDatabaseAsync(CancellationToken cancellationToken)
    {
        await TryAsync(() => Task.Run(_patch.RemoveOwn, cancellationToken)).ConfigureAwait(false);
        await TakeLinksBackAsync(cancellationToken).ConfigureAwait(false);
        return new PutBackResult([.. _problems], [RunTexts.Get("Restore.DatabaseLeft"), .. _told]);
    }

    private void TakePatchAway()
    {
        if (_patch.Remove(journal.Directory) is { } words)
        {
            _told.Add(words);
        }
    }

    private async Task TakeLinksBackAsync(CancellationToken cancellationToken)
    {
        if (plan is not null)
        {
            await TryAsync(() => Task.Run(() => _told.AddRange(new LinksOnDisk(plan, _incus, saved).TakeBack()), cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is not (RunAbandonedException or OperationCanceledException))
        {
            _problems.Add(error.Message);
            return false;
        }
    }

    private async Task PutDatabaseBackAsync(bool wasSaved, CancellationToken cancellationToken)
    {
        var part = _ready + Part;
        if (!journal.Reading.Has(JournalEntryKind.DatabasePutBack))
        {
            // A state in which the copy has taken its place already, but the journal does not know: the old one stands aside and nothing is ready.
            var done = !Directory.Exists(_ready) && Aside().Any() && (Directory.Exists(_incus.Database) || !wasSaved);
            if (!done)
            {
                if (wasSaved && !Directory.Exists(_ready))
                {
                    if (Directory.Exists(part))
                    {
                        Directory.Delete(part, recursive: true);
                    }

                    await _state.CopyAsync(Path.Combine(saved.Saved, "database"), part, cancellationToken).ConfigureAwait(false);
                    DurableFile.FlushFileSystem(part);
                    DurableFile.Rename(part, _ready);
                }

                if (Directory.Exists(_incus.Database))
                {
                    DurableFile.Rename(_incus.Database, $"{_old}{Aside().Count() + 1}");
                }

                if (wasSaved)
                {
                    DurableFile.Rename(_ready, _incus.Database);
                }

                DurableFile.FlushDirectory(_incus.Root);
            }

            journal.Note(JournalEntryKind.DatabasePutBack);
        }

        foreach (var old in Aside().Order(StringComparer.Ordinal).ToArray())
        {
            await MoveAsideAsync(old, cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<string> Aside() =>
        Directory.EnumerateDirectories(_incus.Root, Path.GetFileName(_old) + "*");

    private async Task MoveAsideAsync(string old, CancellationToken cancellationToken)
    {
        var directory = journal.Directory.Aside;
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var number = Directory.EnumerateDirectories(directory, "database-*").Count(name => !name.EndsWith(Part, StringComparison.Ordinal)) + 1;
        var target = Path.Combine(directory, $"database-{number}");
        try
        {
            DurableFile.Rename(old, target);
        }
        catch (IOException)
        {
            // The run's directory lies on another file system: copied, and only then taken away.
            var part = target + Part;
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }

            await _state.CopyAsync(old, part, cancellationToken).ConfigureAwait(false);
            DurableFile.FlushFileSystem(part);
            DurableFile.Rename(part, target);
            Directory.Delete(old, recursive: true);
        }

        DurableFile.FlushDirectory(directory);
        DurableFile.FlushDirectory(_incus.Root);
    }

    /// <summary>Brings back what is missing; what is there stays, for running parts of Incus write to it.</summary>
    private async Task FillUpAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (!Path.Exists(to) && new FileInfo(to).LinkTarget is null)
        {
            var part = DurableFile.TemporaryName(to);
            await _state.CopyAsync(from, part, cancellationToken).ConfigureAwait(false);
            DurableFile.Rename(part, to);
            DurableFile.FlushDirectory(Path.GetDirectoryName(to)!);
        }
        else if (Directory.Exists(from) && Directory.Exists(to) && new FileInfo(to).LinkTarget is null)
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(from))
            {
                await FillUpAsync(entry, Path.Combine(to, Path.GetFileName(entry)), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Incus writes the file anew, and poorer, at an instance's start; the saved one knows more. A running instance's file is left to Incus.</summary>
    private void PutBackupFileBack(SavedFile file, HostSurvey? host)
    {
        var origin = _state.OriginOf(file.Copy);
        var folder = Path.GetDirectoryName(origin)!;
        var runs = host is not null && host.RunningContainers.Contains(Path.GetFileName(folder));
        if (runs || !Directory.Exists(folder) || new FileInfo(origin).LinkTarget is not null || PlannedPaths.LinkOnTheWay(origin, _incus) is not null)
        {
            return;
        }

        var content = File.ReadAllBytes(Path.Combine(saved.Saved, file.Copy));
        if (File.Exists(origin) && File.ReadAllBytes(origin).AsSpan().SequenceEqual(content))
        {
            return;
        }

        if (File.Exists(origin))
        {
            KeptAside.Keep(journal.Directory, file.Copy, File.ReadAllBytes(origin));
        }

        DurableFile.Write(origin, content, File.Exists(origin) ? File.GetUnixFileMode(origin) : UnixFileMode.UserRead);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Recover.Core.Commands;
using Recover.Core.Hosts;
using Recover.Core.Json;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>
/// The saved copies of one run: <c>database/</c>, <c>images/</c>, <c>networks/</c> and every backup.yaml, with owner, mode and links kept, and a
/// manifest of checksums written last. Copies share blocks with the originals where the file system can; they are never hard links, for the originals
/// change in place.
/// </summary>
internal sealed class SavedState(RunSurroundings surroundings, RunDirectory directory)
{
    /// <summary>Trees below the Incus directory that are saved whole.</summary>
    public static readonly ImmutableArray<string> Trees = ["database", "images", "networks"];

    // Many gigabytes of images on a slow disk.
    private static readonly TimeSpan CopyTimeout = TimeSpan.FromHours(12);

    /// <summary>Bytes that all that is saved of an Incus directory takes, links not followed.</summary>
    public static long EstimateBytes(string incusRoot) => EstimateBytes(incusRoot, Trees);

    /// <summary>Bytes that trees of an Incus directory take, links not followed; what goes away while it is counted is nothing.</summary>
    public static long EstimateBytes(string incusRoot, ImmutableArray<string> trees) => trees
        .Select(tree => new DirectoryInfo(Path.Combine(incusRoot, tree)))
        .Where(tree => tree.Exists && tree.LinkTarget is null)
        .SelectMany(tree => tree.EnumerateFiles("*", Everything))
        .Where(file => file.LinkTarget is null)
        .Sum(SizeOf);

    /// <summary>Bytes of a file; 0 when it is not there any more.</summary>
    public static long SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>Saves everything, or nothing more when a complete save is there already. All of it is on disk before the manifest says so.</summary>
    /// <exception cref="DaemonControlException">The daemon runs again; there is no manifest.</exception>
    public async Task<SavedManifest> SaveAsync(IAsyncEnumerable<FoundBackupFile> backupFiles, CancellationToken cancellationToken)
    {
        if (SavedManifest.Read(directory.Manifest) is { } complete)
        {
            return complete;
        }

        if (Directory.Exists(directory.Saved))
        {
            Directory.Delete(directory.Saved, recursive: true);
        }

        Directory.CreateDirectory(directory.Saved, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var trees = Trees.Where(tree => Directory.Exists(Path.Combine(surroundings.Incus.Root, tree))).ToImmutableArray();
        foreach (var tree in trees)
        {
            await CopyAsync(Path.Combine(surroundings.Incus.Root, tree), Path.Combine(directory.Saved, tree), cancellationToken).ConfigureAwait(false);
        }

        var (files, unreadable) = await SaveBackupFilesAsync(backupFiles, cancellationToken).ConfigureAwait(false);
        DurableFile.FlushFileSystem(directory.Saved);
        var manifest = new SavedManifest
        {
            SavedAt = surroundings.Time.GetUtcNow(),
            Trees = trees,
            Files = [.. trees.SelectMany(tree => Checksums(tree, cancellationToken)).Concat(files).OrderBy(file => file.Copy, StringComparer.Ordinal)],
            UnreadablePlaces = unreadable,
        };

        // What was copied beside a daemon that writes is no saved state.
        if (!await surroundings.Daemon.IsGoneAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new DaemonControlException(RunTexts.Get("Daemon.CameBack"));
        }

        DurableFile.FlushDirectory(directory.Root);
        DurableFile.Write(directory.Manifest, JsonSerializer.SerializeToUtf8Bytes(manifest, CoreJson.Indented));
        return manifest;
    }

    /// <summary>Copies a tree or a file to a name that is not there yet; links stay links, owner, mode and times are kept.</summary>
    public async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var command = CommandSpec.Of("cp", "-a", "--reflink=auto", "-T", "--", from, to) with { Timeout = CopyTimeout };
        (await surroundings.Commands.RunAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
    }

    /// <summary>Where a saved copy came from.</summary>
    public string OriginOf(string copy) => copy.Split('/') is ["backup-files", var pool, .. var rest]
        ? Path.Combine([surroundings.Incus.Pool(pool), .. rest])
        : Path.Combine(surroundings.Incus.Root, copy);

    private static EnumerationOptions Everything { get; } = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    private static bool IsRegular(FileInfo file) => file.LinkTarget is null && (file.Attributes & FileAttributes.Device) == 0;

    /// <summary>Writes the copies while the next files are read; each is hashed on its way, as nothing else ever reads it.</summary>
    private async Task<(IEnumerable<SavedFile> Files, int Unreadable)> SaveBackupFilesAsync(
        IAsyncEnumerable<FoundBackupFile> found, CancellationToken cancellationToken)
    {
        var files = new ConcurrentBag<SavedFile>();
        var unreadable = 0;
        await Parallel.ForEachAsync(found, cancellationToken, (file, _) =>
        {
            if (file.Content is not { } content)
            {
                Interlocked.Increment(ref unreadable);
            }
            else if (PlannedPaths.IsName(file.Pool) && PlannedPaths.IsName(file.StoredName))
            {
                files.Add(SaveBackupFile(file, content.Span));
            }

            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return (files, unreadable);
    }

    private SavedFile SaveBackupFile(FoundBackupFile file, ReadOnlySpan<byte> content)
    {
        var kind = file.Type == VolumeType.VirtualMachine ? "virtual-machines" : "containers";
        var name = $"backup-files/{file.Pool}/{kind}/{file.StoredName}/backup.yaml";
        var path = Path.Combine(directory.Saved, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var copy = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead,
            BufferSize = 0,
        });
        copy.Write(content);
        return new SavedFile(OriginOf(name), name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private IEnumerable<SavedFile> Checksums(string tree, CancellationToken cancellationToken)
    {
        foreach (var file in new DirectoryInfo(Path.Combine(directory.Saved, tree)).EnumerateFiles("*", Everything).Where(IsRegular))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stream = file.OpenRead();
            var copy = Path.GetRelativePath(directory.Saved, file.FullName);
            yield return new SavedFile(OriginOf(copy), copy, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
    }
}

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// The disks of one guest, as sparse files: what it changed on its system disk, and empty disks beside it that it sees as <c>/dev/ubdb</c>, <c>/dev/ubdc</c>, ….
/// </summary>
internal sealed class GuestDisks
{
    private const long DiskBytes = 4L << 30;

    // The names of the files are also what the script that boots the guest looks for.
    private static readonly string[] Names = ["b", "c", "d"];

    private GuestDisks(string directory) => Directory = directory;

    /// <summary>The guest's working directory.</summary>
    public string Directory { get; }

    /// <summary>The files behind the disks beside the system disk.</summary>
    public IReadOnlyList<string> Files => [.. Names.Select(FileOf).Where(File.Exists)];

    /// <summary>A system disk without changes and so many empty disks.</summary>
    public static GuestDisks Create(string directory, int count)
    {
        var disks = new GuestDisks(directory);
        foreach (var name in Names.Take(count))
        {
            using var file = File.Create(disks.FileOf(name));
            file.SetLength(DiskBytes);
        }

        return disks;
    }

    /// <summary>A copy of the disks of a guest that is off.</summary>
    public async Task<GuestDisks> CopyAsync(string directory, CancellationToken cancellationToken)
    {
        string[] files = [Path.Combine(Directory, "changes"), .. Files];
        await LabCommand.RunAsync("cp", ["--sparse=always", "--reflink=auto", "--preserve=timestamps", "--target-directory", directory, .. files], cancellationToken: cancellationToken);
        return new GuestDisks(directory);
    }

    private string FileOf(string name) => Path.Combine(Directory, "disk-" + name);
}

namespace Recover.Core.Runs;

/// <summary>Copies of what a run took out of the way, below <see cref="RunDirectory.Aside"/>; none ever takes the place of another. Stateless.</summary>
internal static class KeptAside
{
    /// <summary>Keeps a file's content durably under its name, or a numbered one when another content has that name; the same content is kept once.</summary>
    /// <returns>Where it is kept.</returns>
    public static string Keep(RunDirectory run, string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(run.Aside, name);
        Directory.CreateDirectory(run.Aside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var target = path;
        for (var number = 2; File.Exists(target); number++)
        {
            if (File.ReadAllBytes(target).AsSpan().SequenceEqual(content))
            {
                return target;
            }

            target = $"{path}-{number}";
        }

        DurableFile.Write(target, content, UnixFileMode.UserRead);
        return target;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Recover.Core.Hosts;
using Recover.Core.Json;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>Makes the links and directories of a plan, and takes them away again. Every act can be repeated after an interruption.</summary>
internal sealed class LinksOnDisk(RecoveryPlan plan, IncusDirectory incus, RunDirectory directory)
{
    /// <summary>Notes what stands there, once, and makes what the plan says.</summary>
    /// <exception cref="IOException">Something else than a link stands where one belongs, or a link lies on the way.</exception>
    public void Make()
    {
        if (!File.Exists(directory.Links))
        {
            var prior = plan.Links.Select(link => PriorTo(link.Path)).ToImmutableArray();
            DurableFile.Write(directory.Links, JsonSerializer.SerializeToUtf8Bytes(prior, CoreJson.Indented));
        }

        // Once for each directory: thousands of links lie in a few of them.
        var looked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in plan.Links)
        {
            if (looked.Add(Path.GetDirectoryName(link.Path)!) && PlannedPaths.LinkOnTheWay(link.Path, incus) is { } onTheWay)
            {
                throw new IOException(RunTexts.Get("Link.OnTheWay", onTheWay));
            }

            if (link.Kind == PlannedLinkKind.Directory)
            {
                MakeDirectory(link);
            }
            else
            {
                MakeLink(link.Path, link.Target!);
            }
        }

        FlushParents();
    }

    /// <summary>Takes away what the plan made and puts back the links it replaced. What is not as the plan made it is left alone.</summary>
    /// <returns>What was left alone, in words.</returns>
    public ImmutableArray<string> TakeBack()
    {
        if (!File.Exists(directory.Links))
        {
            return [];
        }

        var prior = JsonSerializer.Deserialize<ImmutableArray<PriorEntry>>(File.ReadAllBytes(directory.Links), CoreJson.Indented)
            .ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        ImmutableArray<string> leftAlone = [.. plan.Links.Reverse()
            .Where(link => prior.ContainsKey(link.Path) && PlannedPaths.LinkOnTheWay(link.Path, incus) is null)
            .Select(link => link.Kind == PlannedLinkKind.Directory ? TakeDirectory(link, prior[link.Path]) : TakeLink(link, prior[link.Path]))
            .OfType<string>()];
        FlushParents();
        return leftAlone;
    }

    // Once for all links: thousands of them lie in a few directories.
    private void FlushParents()
    {
        foreach (var parent in plan.Links.Select(link => Path.GetDirectoryName(link.Path)!).Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            DurableFile.FlushDirectory(parent);
        }
    }

    private static PriorEntry PriorTo(string path)
    {
        var target = new FileInfo(path).LinkTarget;
        return new PriorEntry(path, target is not null || Path.Exists(path), target);
    }

    private static void MakeDirectory(PlannedLink link)
    {
        if (new FileInfo(link.Path).LinkTarget is not null || File.Exists(link.Path))
        {
            throw new IOException(RunTexts.Get("Link.SomethingElse", link.Path));
        }

        if (!Directory.Exists(link.Path))
        {
            Directory.CreateDirectory(link.Path);
            File.SetUnixFileMode(link.Path, (UnixFileMode)link.Mode);
        }
    }

    private static void MakeLink(string path, string target)
    {
        var present = new FileInfo(path).LinkTarget;
        if (present == target)
        {
            return;
        }

        if (present is null && Path.Exists(path))
        {
            throw new IOException(RunTexts.Get("Link.SomethingElse", path));
        }

        if (present is null)
        {
            // symlink(2) makes it whole or not at all, and never over something.
            File.CreateSymbolicLink(path, target);
            return;
        }

        var temporary = DurableFile.TemporaryName(path);
        File.CreateSymbolicLink(temporary, target);
        DurableFile.Rename(temporary, path);
    }

    private static string? TakeDirectory(PlannedLink link, PriorEntry prior)
    {
        if (prior.Exists || !Directory.Exists(link.Path))
        {
            return null;
        }

        if (Directory.EnumerateFileSystemEntries(link.Path).Any())
        {
            return RunTexts.Get("Link.LeftAlone", link.Path);
        }

        try
        {
            Directory.Delete(link.Path);
            return null;
        }
        catch (IOException)
        {
            // A mount point of a pool that is still mounted.
            return RunTexts.Get("Link.LeftAlone", link.Path);
        }
    }

    private static string? TakeLink(PlannedLink link, PriorEntry prior)
    {
        var present = new FileInfo(link.Path).LinkTarget;
        if (present is null)
        {
            return Path.Exists(link.Path) ? RunTexts.Get("Link.LeftAlone", link.Path) : null;
        }

        if (present != link.Target)
        {
            return present == prior.Target ? null : RunTexts.Get("Link.LeftAlone", link.Path);
        }

        if (prior.Target is { } before)
        {
            MakeLink(link.Path, before);
            return null;
        }

        File.Delete(link.Path);
        return null;
    }
}

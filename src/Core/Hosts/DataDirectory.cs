namespace Recover.Core.Hosts;

/// <summary>Where Recover keeps its own things (<c>--data</c>, normally <c>/var/lib/recover</c>, mode 0700). Immutable.</summary>
/// <param name="Root">Absolute path.</param>
public sealed record DataDirectory(string Root)
{
    /// <summary>The case store.</summary>
    public string CaseFile => Path.Combine(Root, "cases.db");

    /// <summary>A directory a run: journal, plan and saved copies.</summary>
    public string Runs => Path.Combine(Root, "runs");

    /// <summary>Private copies of databases; may be deleted when no process of Recover runs.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>Private mount points; whatever is mounted below is a leftover when no process of Recover runs.</summary>
    public string Mounts => Path.Combine(Root, "mounts");

    /// <summary>Held locked by the process that runs on this host.</summary>
    public string Lock => Path.Combine(Root, "run.lock");
}

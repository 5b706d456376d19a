namespace Recover.Core.Databases;

/// <summary>How much of a database is taken out of its copy. Each reads the whole database; what nobody looks at afterwards is not made.</summary>
public enum ReadingDepth
{
    /// <summary>The copy alone, for comparing its values.</summary>
    Copy,

    /// <summary>The copy and its fingerprint, to tell whether the database still is what it was.</summary>
    Fingerprint,

    /// <summary>Copy, fingerprint and records, and the copy's integrity where another program wrote it.</summary>
    Everything,
}

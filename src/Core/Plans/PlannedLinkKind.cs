namespace Recover.Core.Plans;

/// <summary>What is made on disk.</summary>
public enum PlannedLinkKind
{
    /// <summary>A symbolic link; one that exists is replaced, anything else there stops the run.</summary>
    Link,

    /// <summary>A directory; one that exists is left as it is.</summary>
    Directory,
}

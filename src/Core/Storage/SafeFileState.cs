namespace Recover.Core.Storage;

/// <summary>What became of reading a file of a pool.</summary>
public enum SafeFileState
{
    /// <summary>Its bytes are there.</summary>
    Read,

    /// <summary>It, or a directory on the way, does not exist.</summary>
    Missing,

    /// <summary>It, or something on the way, is a symbolic link; nothing was followed.</summary>
    Link,

    /// <summary>It is a directory, pipe, socket or device, or something on the way is not a directory.</summary>
    NotARegularFile,

    /// <summary>It is longer than the bound.</summary>
    TooLarge,

    /// <summary>The system refused; the error text says why.</summary>
    Unreadable,
}

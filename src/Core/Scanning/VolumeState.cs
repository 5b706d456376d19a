namespace Recover.Core.Scanning;

/// <summary>What can become of a scanned volume.</summary>
public enum VolumeState
{
    /// <summary>The database has it already, as it lies on the disk.</summary>
    Known,

    /// <summary>Comes back as it is.</summary>
    Recoverable,

    /// <summary>Comes back after an answer.</summary>
    Question,

    /// <summary>Does not come back without a person; nothing on disk is touched.</summary>
    Broken,
}

namespace Recover.Core.Scanning;

/// <summary>What values an instance configuration key takes, as far as the daemon surely refuses others.</summary>
internal enum InstanceKeyKind
{
    /// <summary>Not checked here.</summary>
    Any,
    Boolean,
    Integer,

    /// <summary>0 to 10.</summary>
    Priority,

    /// <summary>Bytes with an optional unit.</summary>
    Size,

    /// <summary>A size or a whole percentage.</summary>
    Memory,

    /// <summary>A size or a boolean.</summary>
    Swap,
    Uuid,
    Choice,
}

namespace Recover.Core.Databases.Raft;

/// <summary>What Incus' daemon does when it starts on a damaged directory; measured with 6.0.4 on prepared directories.</summary>
public enum DaemonReaction
{
    /// <summary>Starts; nothing is lost.</summary>
    Starts,

    /// <summary>Starts without the incomplete last write, which nobody was told of as done.</summary>
    DropsTail,

    /// <summary>Starts, and drops for good and without a message what lies behind.</summary>
    LosesRest,

    /// <summary>Starts, drops the rest of the file and takes what follows for other entries, without a message.</summary>
    LosesAndMixes,

    /// <summary>Starts without a message, and renames the file and all that follow to <c>corrupt-…</c>, their good entries included.</summary>
    SetsAside,

    /// <summary>Starts without these entries, without a message.</summary>
    StartsWithout,

    /// <summary>Starts and serves wrong data.</summary>
    ServesWrongData,

    /// <summary>Starts with a new empty database, without a message.</summary>
    StartsEmpty,

    /// <summary>Refuses to start, with a text.</summary>
    Refuses,

    /// <summary>Refuses the first start and works at the second.</summary>
    RefusesOnce,

    /// <summary>Ends with a segmentation fault, without a line in the log.</summary>
    Crashes,

    /// <summary>Aborts, with a text.</summary>
    Aborts,

    /// <summary>Starts and never serves: it waits for a leader for ever.</summary>
    Hangs,

    /// <summary>Not known: nobody tried.</summary>
    Unknown,
}

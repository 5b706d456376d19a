namespace Recover.Core.Databases.Candidates;

/// <summary>What is best done with a database before anything is recovered from pools.</summary>
public enum DatabaseAdviceKind
{
    /// <summary>Nothing: it is as it should be, or what is wrong with it costs nothing.</summary>
    Nothing,

    /// <summary>Put a state of it back: the daemon would not start on it, or would lose writes.</summary>
    PutBack,

    /// <summary>Leave the daemon running: it still has everything, and would not after its next start.</summary>
    KeepRunning,

    /// <summary>Look at the states: the daemon set parts of the log aside and went on with an older state.</summary>
    WentBack,

    /// <summary>Put a state of it back: the daemon has made a new, empty database, or none is there, but an older one lies beside.</summary>
    NewAndEmpty,

    /// <summary>Go on with the pools: there is nothing to read.</summary>
    Lost,
}

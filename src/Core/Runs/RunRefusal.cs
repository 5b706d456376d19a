namespace Recover.Core.Runs;

/// <summary>Why a run was not started.</summary>
public enum RunRefusal
{
    /// <summary>The typed host name is not this host's.</summary>
    HostNameWrong,

    /// <summary>Another run is under way on this host.</summary>
    AnotherRun,

    /// <summary>There is no plan, an older one, or one with nothing in it.</summary>
    NoPlan,

    /// <summary>The database is not as it was when the plan was made.</summary>
    Drift,

    /// <summary>Nothing was saved that could be put back.</summary>
    NothingSaved,

    /// <summary>The run is not in a state that allows it.</summary>
    WrongState,

    /// <summary>Too little space for the saved copies.</summary>
    NoSpace,

    /// <summary>The state of the database that was asked for is not there or not sound.</summary>
    NoCandidate,

    /// <summary>The database belongs to a cluster with other members.</summary>
    Clustered,

    /// <summary>A start-up patch of another hand lies there, which the daemon would apply too.</summary>
    OtherPatch,

    /// <summary>The plan was made for another host, directory or schema, or its statements are not what this program writes.</summary>
    PlanUnfit,
}

namespace Recover.Core.Dependencies;

/// <summary>What an operator may answer.</summary>
public enum AnswerKind
{
    /// <summary>Take the proposal named by <see cref="Answer.ProposalId"/>.</summary>
    Accept,

    /// <summary>Create the definition in <see cref="Answer.Definition"/>.</summary>
    Edit,

    /// <summary>Use the existing object named by <see cref="Answer.MapTo"/> instead.</summary>
    Map,

    /// <summary>Leave out the instances that need it (for volume questions: leave the volume out; for records: leave them as they are).</summary>
    LeaveOut,

    /// <summary>For identities: give the instance a new UUID and new hardware addresses, because one like it lives elsewhere.</summary>
    Renew,

    /// <summary>For identities: a new UUID only.</summary>
    RenewUuid,

    /// <summary>For identities: new hardware addresses only.</summary>
    RenewAddresses,

    /// <summary>For questions about a volume: recover it in spite of the finding. For records of the database: make the half that is missing anew.</summary>
    Recover,

    /// <summary>For records of the database: remove them, with all that hangs on them. Never taken without being asked for.</summary>
    Remove,
}

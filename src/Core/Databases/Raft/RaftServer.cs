namespace Recover.Core.Databases.Raft;

/// <summary>A server of the raft configuration. Immutable.</summary>
/// <param name="Id">Its number; 1 on a standalone host.</param>
/// <param name="Address">Its address; <c>1</c> on a standalone host.</param>
/// <param name="Role">What it does.</param>
public sealed record RaftServer(long Id, string Address, RaftRole Role);

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>An entry of a raft directory. Immutable.</summary>
/// <param name="Name">What its name says.</param>
/// <param name="File">The file; null when it is no regular file or can't be looked at.</param>
/// <param name="Problem">Why there is none; empty when there is.</param>
internal sealed record RaftFolderEntry(RaftFileName Name, RaftFile? File, string Problem);

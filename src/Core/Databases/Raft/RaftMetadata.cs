namespace Recover.Core.Databases.Raft;

/// <summary>A metadata file: 32 bytes, no checksum. Immutable.</summary>
/// <param name="File">Its name.</param>
/// <param name="Version">The file with the higher one counts.</param>
/// <param name="Term">Current term.</param>
/// <param name="VotedFor">Id of the server voted for; 0 is none.</param>
public sealed record RaftMetadata(string File, long Version, long Term, long VotedFor);

namespace Recover.Core.Storage;

/// <summary>Owner and permission bits of a file.</summary>
/// <param name="UserId">Numeric owner.</param>
/// <param name="GroupId">Numeric group.</param>
/// <param name="Mode">The twelve permission bits.</param>
public sealed record FileOwner(uint UserId, uint GroupId, int Mode);

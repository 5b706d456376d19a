namespace Recover.Core.Cases;

/// <summary>What ties an entry of the event log to all before it. Immutable.</summary>
/// <param name="Number">From 1, without a gap, over all cases.</param>
/// <param name="Case">The case; null for what belongs to none, such as a sign-in.</param>
/// <param name="State">SHA-256 of everything that is stored of the case after this entry; null where nothing of a case was stored with it.</param>
/// <param name="Previous">SHA-256 of the entry before; <see cref="LogChain.Beginning"/> for the first.</param>
/// <param name="Sha256">SHA-256 of this entry, <paramref name="Previous"/> included; lower-case hex like all of them.</param>
public sealed record LogSeal(long Number, int? Case, string? State, string Previous, string Sha256);

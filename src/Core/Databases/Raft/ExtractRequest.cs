namespace Recover.Core.Databases.Raft;

/// <summary>Which state of a database to extract. Immutable.</summary>
public sealed record ExtractRequest
{
    /// <summary>The last good entry.</summary>
    public static ExtractRequest LastGood { get; } = new();

    /// <summary>State after this entry, from 1; null for the last one.</summary>
    public long? At { get; init; }

    /// <summary>With the intact entries behind damage; not together with <see cref="At"/>.</summary>
    public bool Salvage { get; init; }
}

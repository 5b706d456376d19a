namespace Recover.Core.Storage;

/// <summary>A file of a pool as it was read, or why it was not. Immutable; the bytes belong to the reader.</summary>
public sealed record SafeFileContent
{
    /// <summary>What became of it.</summary>
    public required SafeFileState State { get; init; }

    /// <summary>Its bytes; empty unless <see cref="SafeFileState.Read"/>.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>Last change of its content, UTC; null when it was not opened.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The system's words for what went wrong, with the path; null when it was read.</summary>
    public string? Error { get; init; }
}

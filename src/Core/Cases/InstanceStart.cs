namespace Recover.Core.Cases;

/// <summary>The last start of a recovered instance that somebody asked for. Immutable.</summary>
public sealed record InstanceStart
{
    public required string Project { get; init; }
    public required string Name { get; init; }
    public required InstanceStartState State { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC; null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Incus' own words when it does not run.</summary>
    public string? Error { get; init; }

    /// <summary>The end of the instance's own log when it does not run; null when there is none.</summary>
    public string? Log { get; init; }

    /// <summary><c>project/name</c>.</summary>
    public string Label => $"{Project}/{Name}";
}

using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Plans;

/// <summary>How the owners of the files on a custom volume were shifted.</summary>
internal sealed record VolumeOwnership
{
    /// <summary>Files that nobody shifted.</summary>
    public static VolumeOwnership Unshifted { get; } = new();

    /// <summary>Files that were not shifted although a container with shifted ids uses them: the volume is mounted with its owners mapped.</summary>
    public static VolumeOwnership KeptUnshifted { get; } = new() { IsKeptUnshifted = true, Finding = Finding.Of(FindingCode.OwnershipKeptUnshifted) };

    /// <summary>The map they were shifted by; null when they were not or nobody can tell.</summary>
    public IdMap? Map { get; init; }

    /// <summary>What to know about it; null when there is nothing.</summary>
    public Finding? Finding { get; init; }

    private bool IsKeptUnshifted { get; init; }

    /// <summary>The config with the keys that tell Incus so: without them it takes the volume for unshifted and shifts it at its next use.</summary>
    /// <param name="config">The config of the volume.</param>
    /// <param name="isRecorded">True when it is what a database had, which knew whether the volume is kept unshifted.</param>
    public ImmutableSortedDictionary<string, string> AddTo(ImmutableSortedDictionary<string, string> config, bool isRecorded)
    {
        if (Map is not null)
        {
            return config.SetItem("volatile.idmap.last", Map.Text).SetItem("volatile.idmap.next", Map.Text);
        }

        return IsKeptUnshifted && !isRecorded
            ? config.SetItem("security.shifted", "true").SetItem("volatile.idmap.last", "[]").SetItem("volatile.idmap.next", "[]")
            : config;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Findings;

namespace Recover.Core.Hosts;

/// <summary>What a look at the host told, without changing it. Immutable.</summary>
public sealed record HostSurvey
{
    /// <summary>The Incus directory looked at.</summary>
    public required IncusDirectory Directory { get; init; }

    /// <summary>The host's name.</summary>
    public required string HostName { get; init; }

    /// <summary>The daemon's version, asked from its API or its program; null when neither answers.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the daemon answers.</summary>
    public required DaemonState Daemon { get; init; }

    /// <summary>How the daemon is stopped and started.</summary>
    public required DaemonControlKind Control { get; init; }

    /// <summary>True for the practice host, whose disks are not those of this machine.</summary>
    [JsonIgnore]
    public bool IsPractice => Control == DaemonControlKind.Sample;

    /// <summary>How the database was found.</summary>
    public required DatabaseCondition Database { get; init; }

    /// <summary>The architecture's name as Incus writes it, such as <c>x86_64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>True when this host could start virtual machines (<c>/dev/kvm</c>, <c>/dev/vhost-vsock</c> and a qemu program).</summary>
    public bool SupportsVirtualMachines { get; init; }

    /// <summary>External tools looked for, and where they are.</summary>
    public ImmutableArray<ToolPresence> Tools { get; init; } = [];

    /// <summary>Bytes free for saved copies on the file system of the Incus directory.</summary>
    public long FreeBytes { get; init; }

    /// <summary>Stored names (<c>project_name</c>, or <c>name</c> in the default project) of containers whose monitor process, owned by root, runs now.</summary>
    public ImmutableSortedSet<string> RunningContainers { get; init; } = [];

    /// <summary>Names of network interfaces of the host.</summary>
    public ImmutableSortedSet<string> Interfaces { get; init; } = [];

    /// <summary>Number of files in <c>images/</c>.</summary>
    public int ImageFiles { get; init; }

    /// <summary>Fingerprints of the images whose file is in <c>images/</c>; null when the directory could not be read.</summary>
    public ImmutableSortedSet<string>? Images { get; init; }

    /// <summary>Findings about the host as a whole.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}

using System.Collections.Immutable;
using Recover.Core.Hosts;
using HostOptions = Recover.Core.Hosts.HostOptions;
using Recover.Core.Samples;
using Recover.Core.Storage;

namespace Recover.Web.Composition;

/// <summary>What the command line says about the host and Recover's own place, the same for every verb.</summary>
internal sealed record RecoverySettings
{
    public required HostOptions Host { get; init; }

    public required DataDirectory Data { get; init; }

    /// <summary>The sample host when it is practised on; null on a real one.</summary>
    public SampleHost? Sample { get; init; }

    /// <summary>Pools named by <c>--pool</c>.</summary>
    public ImmutableArray<PoolDefinition> Pools { get; init; } = [];

    /// <summary>False with <c>--no-discovery</c>.</summary>
    public bool Discovery { get; init; } = true;

    /// <summary><c>project/name</c> of the only volumes wanted; empty means all.</summary>
    public ImmutableSortedSet<string> Only { get; init; } = [];

    /// <summary><c>project/name</c> of volumes to leave out.</summary>
    public ImmutableSortedSet<string> Skip { get; init; } = [];
}

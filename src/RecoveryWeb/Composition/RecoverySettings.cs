using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Core.Samples;
using HostOptions = Recover.Core.Hosts.HostOptions;

namespace Recover.Web.Composition;

/// <summary>What the command line says about the host and Recover's own place, the same for every verb.</summary>
internal sealed record RecoverySettings
{
    public required HostOptions Host { get; init; }

    public required DataDirectory Data { get; init; }

    /// <summary>The sample host when it is practised on; null on a real one.</summary>
    public SampleHost? Sample { get; init; }

    /// <summary>Where to look and what to take.</summary>
    public LookOptions Look { get; init; } = new();
}

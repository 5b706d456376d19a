using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Readiness;

/// <summary>Whether an instance will start on this host, told before it is tried. Immutable.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Forecast">In one word.</param>
/// <param name="Findings">What stands in the way (warnings), and what is worth knowing (notes), each with what to do.</param>
public sealed record InstanceReadiness(string Project, string Name, StartForecast Forecast, ImmutableArray<Finding> Findings)
{
    /// <summary><c>project/name</c>.</summary>
    public string Label => $"{Project}/{Name}";
}

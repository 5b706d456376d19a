using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Plans;

namespace Recover.Web.Components.Shared;

/// <summary>A line of the plan page.</summary>
/// <param name="Name">What is written.</param>
/// <param name="Facts">A few words each.</param>
/// <param name="From">Where it was learnt from; null when that goes without saying.</param>
/// <param name="Contents">Shown on demand; null when there are none.</param>
public sealed record PlanItem(string Name, ImmutableArray<string> Facts, string? From, Definition? Contents)
{
    /// <summary>Its values on which sources do not agree.</summary>
    public ImmutableArray<PlannedValue> Values { get; init; } = [];
}

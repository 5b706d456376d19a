using Recover.Core.Findings;

namespace Recover.Core.Dependencies;

/// <summary>Which findings say only that something an item needs was missing. Thread-safe.</summary>
public static class DependencyFindings
{
    /// <summary>True for what a plan that holds the item creates or maps: a project, profile or network.</summary>
    public static bool IsAnsweredByPlan(FindingCode code) =>
        code is FindingCode.ProjectMissing or FindingCode.ProfileMissing or FindingCode.NetworkMissing;
}

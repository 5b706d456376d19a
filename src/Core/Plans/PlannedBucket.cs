namespace Recover.Core.Plans;

/// <summary>A bucket row to be written.</summary>
public sealed record PlannedBucket(string Pool, string Project, string Name, string From);

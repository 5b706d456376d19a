namespace Recover.Core.Databases;

/// <summary>A row of <c>storage_buckets</c>.</summary>
public sealed record BucketRecord(long Id, string Pool, string Project, string Name);

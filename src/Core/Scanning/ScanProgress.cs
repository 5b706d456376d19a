namespace Recover.Core.Scanning;

/// <summary>How far a scan is.</summary>
/// <param name="Pool">Name of the pool being read.</param>
/// <param name="PoolNumber">From 1.</param>
/// <param name="PoolCount">Pools to read.</param>
/// <param name="VolumesDone">Volumes read so far, all pools.</param>
/// <param name="VolumesSeen">Volumes listed so far, all pools.</param>
public sealed record ScanProgress(string Pool, int PoolNumber, int PoolCount, int VolumesDone, int VolumesSeen);

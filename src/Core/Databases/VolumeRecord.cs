using System.Collections.Immutable;
using Recover.Core.Storage;

namespace Recover.Core.Databases;

/// <summary>A row of <c>storage_volumes</c> (images left out) with the names of its snapshots.</summary>
public sealed record VolumeRecord(long Id, string Pool, VolumeType Type, string Project, string Name, ImmutableArray<string> Snapshots);

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>A batch of a segment that is not right. Immutable.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Number">Which of the segment, from 1; as far as known.</param>
internal sealed record SegmentFault(Batch Batch, int Number);

namespace Recover.Core.Readiness.Resources;

/// <summary>Whether something is at a path of the host.</summary>
internal enum HostPathState
{
    Present,
    Absent,

    /// <summary>It could not be told in time, as with a file server that does not answer.</summary>
    Unseen,
}

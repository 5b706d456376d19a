using Recover.Core.Backups;

namespace Recover.Core.Storage.Lvm;

/// <summary>A logical volume as LVM reports it. Immutable.</summary>
/// <param name="Name">Hostile until its parts are checked.</param>
/// <param name="Uuid">With hyphens.</param>
/// <param name="SizeBytes">Its own size; of a thick snapshot the space it may take.</param>
/// <param name="Pool">The thin pool it lies in; empty for others.</param>
/// <param name="Origin">What it is a snapshot of; empty for others.</param>
/// <param name="CreatedAt">UTC; null when LVM does not tell.</param>
/// <param name="IsThinPool">True for a thin pool itself.</param>
internal sealed record LogicalVolume(string Name, string Uuid, long SizeBytes, string Pool, string Origin, IncusTime? CreatedAt, bool IsThinPool)
{
    /// <summary>True for a thick snapshot, which is active together with its origin and never by itself.</summary>
    public bool IsThickSnapshot => Origin.Length > 0 && Pool.Length == 0;
}

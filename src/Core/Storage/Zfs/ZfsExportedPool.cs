using System.Collections.Immutable;

namespace Recover.Core.Storage.Zfs;

/// <summary>A pool of ZFS that <c>zpool import</c> offers. Immutable.</summary>
/// <param name="Name">Name in its labels, checked.</param>
/// <param name="Guid">Its identity.</param>
/// <param name="Health">How well it would be.</param>
/// <param name="Status">What ZFS says is wrong with it, word for word; null when nothing is.</param>
/// <param name="IsForeign">True when another system had it last and did not export it.</param>
/// <param name="Devices">Names of its devices, as listed.</param>
internal sealed record ZfsExportedPool(
    string Name, ulong Guid, ZfsHealth Health, string? Status, bool IsForeign, ImmutableArray<string> Devices);

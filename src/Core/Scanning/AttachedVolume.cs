using System.Collections.Immutable;

namespace Recover.Core.Scanning;

/// <summary>The custom volume that a disk device attaches. Immutable.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="Name">Its name without a snapshot.</param>
/// <param name="Source">As the device has it: the name, or since 7.0 also name and snapshot.</param>
internal sealed record AttachedVolume(string Pool, string Name, string Source)
{
    /// <summary>The volume of a device; null for root disks, host paths and other devices.</summary>
    public static AttachedVolume? Of(ImmutableSortedDictionary<string, string> device) =>
        device.GetValueOrDefault("type") == "disk"
        && device.GetValueOrDefault("pool") is { Length: > 0 } pool
        && device.GetValueOrDefault("source") is { Length: > 0 } source
        && source[0] != '/'
            ? new AttachedVolume(pool, source.Split('/')[0], source)
            : null;
}

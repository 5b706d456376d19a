using System.Collections.Immutable;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage;

/// <summary>What the kernel tells of device-mapper devices in <c>/sys</c>, and taking away those of ours. Thread-safe.</summary>
internal static class MappedDevices
{
    private const int Deepest = 16;

    /// <summary>Unique names that their makers gave them, such as <c>LVM-…</c>.</summary>
    public static ImmutableArray<string> Uuids() => [.. All().Select(device => Text(device, "uuid")).Where(uuid => uuid.Length > 0)];

    /// <summary>True when there is a device of this name.</summary>
    public static bool Exists(string name) => KernelName(name) is not null;

    /// <summary>True when another device is built on the one of this name.</summary>
    public static bool HasHolders(string name) => KernelName(name) is { } device && Holders(device).Length > 0;

    /// <summary>Takes away a device of ours and all that is built on it; true when nothing is left.</summary>
    public static async Task<bool> RemoveAsync(string name, LookLedger ledger)
    {
        if (KernelName(name) is { } device)
        {
            await RemoveHoldersAsync(device, ledger).ConfigureAwait(false);
            await ledger.TryAsync("dmsetup", "remove", "--noudevrules", "--noudevsync", "--retry", name).ConfigureAwait(false);
        }

        // What was made without udev leaves its device file behind.
        await ledger.TryAsync("dmsetup", "mknodes", name).ConfigureAwait(false);
        return !Exists(name);
    }

    /// <summary>Takes away everything that is built on a device of ours.</summary>
    /// <param name="device">The kernel's name of it, such as <c>loop3</c>.</param>
    /// <param name="ledger">Runs the tool.</param>
    public static async Task RemoveHoldersAsync(string device, LookLedger ledger) => await RemoveHoldersAsync(device, ledger, Deepest).ConfigureAwait(false);

    private static async Task RemoveHoldersAsync(string device, LookLedger ledger, int depth)
    {
        foreach (var holder in Holders(device).Where(holder => depth > 0 && holder.StartsWith("dm-", StringComparison.Ordinal)))
        {
            var name = Text(holder, "name");
            await RemoveHoldersAsync(holder, ledger, depth - 1).ConfigureAwait(false);
            await ledger.TryAsync("dmsetup", "remove", "--noudevsync", "--retry", name).ConfigureAwait(false);
            await ledger.TryAsync("dmsetup", "mknodes", name).ConfigureAwait(false);
        }
    }

    private static string? KernelName(string name) => All().FirstOrDefault(device => Text(device, "name") == name);

    private static string[] All() =>
        [.. Directory.EnumerateDirectories("/sys/block", "dm-*").Select(path => Path.GetFileName(path))];

    private static string[] Holders(string device)
    {
        var place = $"/sys/block/{device}/holders";
        return Directory.Exists(place) ? [.. Directory.EnumerateFileSystemEntries(place).Select(path => Path.GetFileName(path))] : [];
    }

    private static string Text(string device, string what)
    {
        try
        {
            return File.ReadAllText($"/sys/block/{device}/dm/{what}").Trim();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

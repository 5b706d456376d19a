using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>
/// A backup file with a new UUID and new hardware addresses, in its instance and alike in its snapshots, so that restoring one does not bring the old ones back. The id for
/// cloud-init stays: a new one would make cloud-init set the instance up again.
/// </summary>
/// <param name="random">Source of numbers.</param>
/// <param name="renewal">What becomes new.</param>
internal sealed class NewIdentity(Func<Guid> random, AnswerKind renewal)
{
    private readonly Dictionary<string, string> _renewed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to say of it.</summary>
    public static FindingCode Code(AnswerKind renewal) => renewal switch
    {
        AnswerKind.RenewUuid => FindingCode.UuidGivenAnew,
        AnswerKind.RenewAddresses => FindingCode.AddressesGivenAnew,
        _ => FindingCode.IdentityRenewed,
    };

    /// <summary>The file with them. Used once.</summary>
    public BackupFile Give(BackupFile file) => file with
    {
        Instance = file.Instance is { } instance ? instance with { Config = Keys(instance.Config), Devices = Cards(instance.Devices) } : null,
        Snapshots = [.. file.Snapshots.Select(snapshot => snapshot with { Config = Keys(snapshot.Config), Devices = Cards(snapshot.Devices) })],
    };

    private Config Keys(Config config)
    {
        foreach (var (key, value) in config)
        {
            if ((key is "volatile.uuid" or "volatile.uuid.generation") && renewal != AnswerKind.RenewAddresses)
            {
                config = config.SetItem(key, Renewed(value, () => random().ToString("D")));
            }
            else if (renewal != AnswerKind.RenewUuid && key.StartsWith("volatile.", StringComparison.Ordinal) && key.EndsWith(".hwaddr", StringComparison.Ordinal))
            {
                config = config.SetItem(key, Renewed(value, Address));
            }
        }

        return config;
    }

    private Devices Cards(Devices devices)
    {
        foreach (var (name, device) in devices)
        {
            if (renewal != AnswerKind.RenewUuid && device.GetValueOrDefault("type") == "nic" && device.TryGetValue("hwaddr", out var address))
            {
                devices = devices.SetItem(name, device.SetItem("hwaddr", Renewed(address, Address)));
            }
        }

        return devices;
    }

    // What was the same stays the same.
    private string Renewed(string value, Func<string> make) =>
        _renewed.TryGetValue(value, out var known) ? known : _renewed[value] = make();

    /// <summary>An address with the beginning that Incus 6.0 gives to those it makes.</summary>
    private string Address()
    {
        var bytes = random().ToByteArray();
        return $"00:16:3e:{bytes[13]:x2}:{bytes[14]:x2}:{bytes[15]:x2}";
    }
}

namespace Recover.Core.Readiness;

/// <summary>The hardware address (MAC) of a network card on a network. Immutable.</summary>
/// <param name="Device">The card.</param>
/// <param name="Network">Where it must be the only one: <c>project/network</c>, or the host's interface.</param>
/// <param name="Text">The address, in lower case.</param>
internal sealed record HardwareAddress(string Device, string Network, string Text)
{
    /// <summary>Those of an instance, given in its devices or once made for it.</summary>
    public static IEnumerable<HardwareAddress> Of(StartingInstance instance)
    {
        foreach (var (name, device) in instance.DevicesOf("nic"))
        {
            var network = device.GetValueOrDefault("network") is { Length: > 0 } managed
                ? $"{instance.NetworkProject}/{managed}"
                : device.GetValueOrDefault("parent");
            var address = device.GetValueOrDefault("hwaddr") ?? instance.Config.GetValueOrDefault($"volatile.{name}.hwaddr");
            if (network is { Length: > 0 } && address is { Length: > 0 })
            {
#pragma warning disable CA1308 // Lower case is how addresses are written.
                yield return new HardwareAddress(name, network, address.ToLowerInvariant());
#pragma warning restore CA1308
            }
        }
    }
}

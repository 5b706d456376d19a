using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Readiness.Resources;

namespace Recover.Core.Readiness.Checks;

/// <summary>
/// Graphics cards, USB and PCI devices by what the instance asks of them. A graphics card is always needed, USB devices only when they are required (Incus 6.0.4).
/// </summary>
internal sealed class HardwareCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        var hardware = surroundings.Host.Hardware;
        foreach (var (name, device) in instance.DevicesOf("gpu"))
        {
            if (device.GetValueOrDefault("gputype") is null or "physical" && !hardware.Cards.Any(card => Fits(card, device)))
            {
                yield return Finding.Of(FindingCode.GraphicsCardMissing, name, Wanted(device, "pci", "id", "vendorid", "productid"));
            }
        }

        foreach (var (name, device) in instance.DevicesOf("usb"))
        {
            if (!hardware.Usb.Any(usb => Fits(usb, device)))
            {
                var finding = Finding.Of(FindingCode.UsbDeviceMissing, name, Wanted(device, "vendorid", "productid", "serial", "busnum", "devnum"));
                yield return StartingInstance.IsTrue(device.GetValueOrDefault("required")) ? finding : finding with { Severity = FindingSeverity.Info };
            }
        }

        foreach (var (name, device) in instance.DevicesOf("pci"))
        {
            if (device.GetValueOrDefault("address") is { Length: > 0 } address && !hardware.PciAddresses.Contains(PciAddress.Full(address)))
            {
                yield return Finding.Of(FindingCode.PciDeviceMissing, name, address);
            }
        }
    }

    private static bool Fits(GraphicsCard card, ImmutableSortedDictionary<string, string> wanted) =>
        Is(wanted, "pci", card.PciAddress, PciAddress.Full)
        && Is(wanted, "id", card.Number)
        && Is(wanted, "vendorid", card.Vendor)
        && Is(wanted, "productid", card.Product);

    private static bool Fits(UsbDevice usb, ImmutableSortedDictionary<string, string> wanted) =>
        Is(wanted, "vendorid", usb.Vendor)
        && Is(wanted, "productid", usb.Product)
        && Is(wanted, "serial", usb.Serial)
        && Is(wanted, "busnum", usb.Bus, value => value.TrimStart('0'))
        && Is(wanted, "devnum", usb.Number, value => value.TrimStart('0'));

    private static bool Is(ImmutableSortedDictionary<string, string> wanted, string key, string actual, Func<string, string>? plain = null) =>
        wanted.GetValueOrDefault(key) is not { Length: > 0 } value
        || string.Equals(plain is null ? value : plain(value), actual, StringComparison.OrdinalIgnoreCase);

    private static string Wanted(ImmutableSortedDictionary<string, string> device, params ReadOnlySpan<string> keys)
    {
        var said = new List<string>();
        foreach (var key in keys)
        {
            if (device.TryGetValue(key, out var value))
            {
                said.Add($"{key}={value}");
            }
        }

        return said.Count == 0 ? "-" : string.Join(", ", said);
    }
}

using System.Collections.Immutable;

namespace Recover.Core.Readiness.Resources;

/// <summary>Devices of this machine as <c>/sys</c> lists them. Immutable.</summary>
internal sealed record HostHardware
{
    private const int MostBytes = 256;

    public required ImmutableHashSet<string> PciAddresses { get; init; }
    public required ImmutableArray<GraphicsCard> Cards { get; init; }
    public required ImmutableArray<UsbDevice> Usb { get; init; }

    public static HostHardware Read(IHostFiles files) => new()
    {
        PciAddresses = [.. files.Names("/sys/bus/pci/devices")],
        Cards = [.. files.Names("/sys/class/drm").Where(IsCard).Select(name => Card(files, name))],
        Usb =
        [
            .. files.Names("/sys/bus/usb/devices")
                .Select(name => $"/sys/bus/usb/devices/{name}")
                .Where(device => files.StateOf($"{device}/idVendor") == HostPathState.Present)
                .Select(device => new UsbDevice(
                    Word(files, $"{device}/idVendor"), Word(files, $"{device}/idProduct"), Word(files, $"{device}/serial"), Word(files, $"{device}/busnum"),
                    Word(files, $"{device}/devnum"))),
        ],
    };

    // Connectors are listed beside the cards, as card0-HDMI-A-1.
    private static bool IsCard(string name) => name.StartsWith("card", StringComparison.Ordinal) && name.Length > 4 && name[4..].All(char.IsAsciiDigit);

    private static GraphicsCard Card(IHostFiles files, string name) => new(
        name[4..],
        files.LinkName($"/sys/class/drm/{name}/device") ?? "",
        WithoutPrefix(Word(files, $"/sys/class/drm/{name}/device/vendor")),
        WithoutPrefix(Word(files, $"/sys/class/drm/{name}/device/device")));

    private static string Word(IHostFiles files, string path) => (files.ReadText(path, MostBytes) ?? "").Trim();

    private static string WithoutPrefix(string hex) => hex.StartsWith("0x", StringComparison.Ordinal) ? hex[2..] : hex;
}

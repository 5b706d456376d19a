using Recover.Core.Findings;
using Xunit;
using static Recover.Tests.Unit.Core.Readiness.ReadinessScenario;

namespace Recover.Tests.Unit.Core.Readiness;

public sealed class DeviceReadinessTests
{
    private readonly ReadinessScenario _host = new();

    [Fact]
    public void Examine_DisksWithMissingTargets_NamesEachByItsKind()
    {
        var said = _host.Said(Instance(
            "c1",
            Device("a", "disk", ("pool", "local"), ("source", "gone"), ("path", "/a")),
            Device("b", "disk", ("pool", "away"), ("source", "data"), ("path", "/b")),
            Device("c", "disk", ("source", "/srv/gone"), ("path", "/c")),
            Device("d", "disk", ("source", "/srv/gone"), ("path", "/d"), ("required", "false")),
            Device("e", "disk", ("source", "cloud-init:config"))));

        Assert.Equal(
            [
                Warning(FindingCode.DeviceVolumeMissing), Warning(FindingCode.DevicePoolMissing), Warning(FindingCode.DeviceHostPathMissing),
                Note(FindingCode.DeviceHostPathMissing),
            ],
            said);
    }

    [Fact]
    public void Examine_PathThatDoesNotAnswer_IsSaidToBeUnknown()
    {
        _host.Files.Silent.Add("/mnt/server");

        Assert.Equal([Note(FindingCode.HostPathUnseen)], _host.Said(Instance("c1", Device("a", "disk", ("source", "/mnt/server"), ("path", "/a")))));
    }

    [Fact]
    public void Examine_InterfacesMissing_OwnAndThoseOfNetworks()
    {
        var said = _host.Examine(Instance(
            "c1",
            Device("a", "nic", ("nictype", "macvlan"), ("parent", "eth7")),
            Device("b", "nic", ("network", "up")),
            Device("c", "nic", ("network", "nowhere"))));

        Assert.Equal(["a eth7", "b eth9", "nowhere"], said.Findings.Select(finding => string.Join(' ', finding.Arguments)));
    }

    [Theory]
    [InlineData("10.9.9.7", FindingCode.AddressOutside)]
    [InlineData("10.9.8.1", FindingCode.AddressTaken)]
    [InlineData("10.9.8.50", FindingCode.AddressTaken)]
    [InlineData("10.9.8.51", null)]
    public void Examine_FixedAddress_LiesInTheSubnetAndIsNobodyElses(string address, FindingCode? code)
    {
        _host.Instances.Add(Instance("c2", Device("eth0", "nic", ("network", "br0"), ("ipv4.address", "10.9.8.50"))));

        var said = _host.Said(Instance("c1", Device("eth0", "nic", ("network", "br0"), ("ipv4.address", address))));

        Assert.Equal(code is { } expected ? [Warning(expected)] : [], said);
    }

    [Fact]
    public void Examine_FixedAddressOfTheSixthKind_IsComparedInOneWriting() => Assert.Equal(
        [Warning(FindingCode.AddressTaken)],
        _host.Said(Instance("c1", Device("eth0", "nic", ("network", "br0"), ("ipv6.address", "fd00:9:0:0:0:0:0:1")))));

    [Fact]
    public void Examine_SameHardwareAddress_OnlyOnOneNetworkCounts()
    {
        _host.Instances.Add(Instance("c2", Device("eth0", "nic", ("network", "br0"))) with { Config = Config(("volatile.eth0.hwaddr", "00:16:3E:11:22:33")) });

        Assert.Equal(
            [Warning(FindingCode.MacDuplicate)],
            _host.Said(Instance("c1", Device("eth1", "nic", ("network", "br0"), ("hwaddr", "00:16:3e:11:22:33")))));
        Assert.Empty(_host.Said(Instance("c1", Device("eth1", "nic", ("nictype", "bridged"), ("parent", "eth0"), ("hwaddr", "00:16:3e:11:22:33")))));
    }

    [Fact]
    public void Examine_DeviceFiles_WithNumbersNeedNoPath()
    {
        _host.Files.Paths.Add("/dev/fuse");

        var said = _host.Said(Instance(
            "c1",
            Device("a", "unix-char", ("path", "/dev/fuse")),
            Device("b", "unix-char", ("path", "/dev/gone"), ("major", "10"), ("minor", "229")),
            Device("c", "unix-block", ("source", "/dev/gone"), ("path", "/dev/fuse")),
            Device("d", "unix-char", ("path", "/dev/gone"), ("required", "false"))));

        Assert.Equal([Warning(FindingCode.UnixDeviceMissing), Note(FindingCode.UnixDeviceMissing)], said);
    }

    [Fact]
    public void Examine_GraphicsCards_AreFoundByAddressNumberAndMaker()
    {
        _host.Files.Links["/sys/class/drm/card1/device"] = "../../../0000:65:00.0";
        _host.Files.Texts["/sys/class/drm/card1/device/vendor"] = "0x10de\n";
        _host.Files.Texts["/sys/class/drm/card1/device/device"] = "0x1eb8\n";
        _host.Files.Paths.Add("/sys/class/drm/card1-HDMI-A-1");

        Assert.Empty(_host.Said(Instance(
            "c1",
            Device("any", "gpu"),
            Device("address", "gpu", ("pci", "65:00.0")),
            Device("number", "gpu", ("id", "1")),
            Device("maker", "gpu", ("vendorid", "10DE"), ("productid", "1eb8")))));
        Assert.Equal(
            [Warning(FindingCode.GraphicsCardMissing), Warning(FindingCode.GraphicsCardMissing)],
            _host.Said(Instance("c1", Device("address", "gpu", ("pci", "66:00.0")), Device("maker", "gpu", ("vendorid", "1002")))));
    }

    [Fact]
    public void Examine_UsbDevices_AreNeededOnlyWhenRequired()
    {
        _host.Files.Texts["/sys/bus/usb/devices/1-2/idVendor"] = "046d\n";
        _host.Files.Texts["/sys/bus/usb/devices/1-2/idProduct"] = "c52b\n";
        _host.Files.Texts["/sys/bus/usb/devices/1-2/busnum"] = "1\n";
        _host.Files.Texts["/sys/bus/usb/devices/1-2/devnum"] = "3\n";

        Assert.Empty(_host.Said(Instance("c1", Device("a", "usb", ("vendorid", "046d"), ("busnum", "001"), ("devnum", "3"), ("required", "true")))));
        Assert.Equal([Note(FindingCode.UsbDeviceMissing)], _host.Said(Instance("c1", Device("a", "usb", ("vendorid", "1234")))));
        Assert.Equal([Warning(FindingCode.UsbDeviceMissing)], _host.Said(Instance("c1", Device("a", "usb", ("vendorid", "1234"), ("required", "true")))));
    }

    [Fact]
    public void Examine_PciDevice_IsFoundWithAndWithoutItsDomain()
    {
        _host.Files.Paths.Add("/sys/bus/pci/devices/0000:02:00.0");

        Assert.Empty(_host.Said(Instance("v1", Device("a", "pci", ("address", "02:00.0"))) with { IsVirtualMachine = true }));
        Assert.Equal(
            [Warning(FindingCode.PciDeviceMissing)], _host.Said(Instance("v1", Device("a", "pci", ("address", "0000:03:00.0"))) with { IsVirtualMachine = true }));
    }
}

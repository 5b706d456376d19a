using System.Collections.Immutable;
using System.Net;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

public sealed class NetworkLeftoversTests : IDisposable
{
    private readonly TemporaryDirectory _incus = new();

    public NetworkLeftoversTests() => CopyDirectory(Path.Combine(TestData.Directory, "networks"), _incus.At("networks"));

    public void Dispose() => _incus.Dispose();

    [Fact]
    public async Task Read_HostWasRestarted_DeducesFromFilesAlone()
    {
        var network = await ReadAsync("br0", new FakeCommandRunner());
        Assert.True(network.HasDirectory);
        Assert.False(network.HasInterface);
        Assert.Equal(["ipv4.address=10.77.0.1/24", "ipv4.nat=true", "ipv6.address=none"], Pairs(network));
        Assert.Equal(ScanTexts.FromDhcpRange, network.Sources["ipv4.address"]);
        Assert.Equal(ScanTexts.UsualForPrivate, network.Sources["ipv4.nat"]);
    }

    [Fact]
    public async Task Read_ManySettings_AreAllDeduced()
    {
        string[] settings =
        [
            "bridge.mtu=1400",
            "dns.domain=lab",
            "dns.search=a.b,c.d",
            "ipv4.address=10.99.3.1/24",
            "ipv4.dhcp.expiry=2h",
            "ipv4.dhcp.gateway=10.99.3.254",
            "ipv4.dhcp.ranges=10.99.3.50-10.99.3.60,10.99.3.70-10.99.3.80",
            "ipv4.nat=true",
            "ipv6.address=fd42:aa:bb:cc::1/64",
            "ipv6.dhcp.stateful=true",
            "ipv6.nat=true",
            "raw.dnsmasq=log-queries",
        ];
        Assert.Equal(settings, Pairs(await ReadAsync("sbr0", LiveKernel())));
        Assert.Equal(settings, Pairs(await ReadAsync("sbr0", new FakeCommandRunner())));
    }

    [Fact]
    public async Task Read_LiveKernel_SaysTheSubnetAndTheTranslation()
    {
        var network = await ReadAsync("sbr3", LiveKernel());
        Assert.True(network.HasInterface);
        Assert.Equal("10.99.6.1/22", network.Config["ipv4.address"]);
        Assert.Equal(ScanTexts.FromInterface, network.Sources["ipv4.address"]);
        Assert.Equal(ScanTexts.FromFirewall, (await ReadAsync("sbr0", LiveKernel())).Sources["ipv4.nat"]);
        Assert.DoesNotContain("ipv6.nat", (await ReadAsync("sbr2", LiveKernel())).Config.Keys);
    }

    [Fact]
    public async Task Read_DefaultRangeOfOddSubnet_GivesItsSize() =>
        Assert.Equal("10.99.6.1/22", (await ReadAsync("sbr3", new FakeCommandRunner())).Config["ipv4.address"]);

    [Fact]
    public async Task Read_OnlyIpv6_SaysSo()
    {
        var network = await ReadAsync("sbr2", new FakeCommandRunner());
        Assert.Equal(["ipv4.address=none", "ipv6.address=fd42:aa:bb:cd::1/64", "ipv6.nat=true"], Pairs(network));
    }

    [Fact]
    public async Task Read_BridgeWithoutDirectory_IsReadFromTheKernel()
    {
        var network = await ReadAsync("sbr1", LiveKernel());
        Assert.False(network.HasDirectory);
        Assert.Equal(["ipv4.address=10.99.4.1/23", "ipv6.address=none"], Pairs(network));
    }

    [Fact]
    public async Task Read_HostInterfaceInTheBridge_IsNamedButNotThoseOfInstances()
    {
        const string Links = """
            [{"ifname":"br7","mtu":1500,"linkinfo":{"info_kind":"bridge"},"addr_info":[]},
             {"ifname":"enp3s0","master":"br7"},{"ifname":"bond0","master":"br7","linkinfo":{"info_kind":"bond"}},
             {"ifname":"veth1","master":"br7","linkinfo":{"info_kind":"veth"}},{"ifname":"tap1","master":"br7","linkinfo":{"info_kind":"tun"}},
             {"ifname":"br7-mtu","master":"br7","linkinfo":{"info_kind":"dummy"}},{"ifname":"other","master":"br8"}]
            """;
        var network = await ReadAsync("br7", new FakeCommandRunner().On("ip ", Links));
        Assert.Equal("enp3s0,bond0", network.Config["bridge.external_interfaces"]);
    }

    [Fact]
    public async Task Read_AddressesOutsideTheUsualSubnet_MakeTheGuessLarger()
    {
        _incus.Write("args: [--listen-address=10.5.0.1, --dhcp-range, '10.5.0.10,10.5.0.20,1h', -s, incus]\n", "networks", "wide", "dnsmasq.pid");
        _incus.Write("10:66:6a:00:00:01,10.5.2.9,c1\n", "networks", "wide", "dnsmasq.hosts", "c1.eth0");
        _incus.Write("1795375061 10:66:6a:00:00:02 10.5.1.7 c2 *\nduid 00:01\n", "networks", "wide", "dnsmasq.leases");
        var network = await ReadAsync("wide", new FakeCommandRunner());
        Assert.Equal("10.5.0.1/22", network.Config["ipv4.address"]);
        Assert.Equal(ScanTexts.SubnetGuessed(22), network.Sources["ipv4.address"]);
        Assert.Equal("10.5.0.10-10.5.0.20", network.Config["ipv4.dhcp.ranges"]);
    }

    [Theory]
    [InlineData("10.77.0.9", "10.77.0.1/24", null)]
    [InlineData("10.77.1.9", "10.77.0.1/23", "10.77.0.2-10.77.0.254")]
    [InlineData("10.77.6.9", "10.77.0.1/21", "10.77.0.2-10.77.0.254")]
    [InlineData("192.168.4.5", "10.77.0.1/24", null)]
    public async Task Read_FixedAddressOfANicBesideTheRange_MakesTheSubnetLarger(string address, string subnet, string? ranges)
    {
        var network = await ReadAsync("br0", new FakeCommandRunner(), address);
        Assert.Equal(subnet, network.Config["ipv4.address"]);
        Assert.Equal(ranges, network.Config.GetValueOrDefault("ipv4.dhcp.ranges"));
    }

    [Fact]
    public async Task Read_FixedAddressesOfANic_MakeAGuessLarger()
    {
        _incus.Write("args: [--listen-address=10.5.0.1, --dhcp-range, '10.5.0.10,10.5.0.20,1h', -s, incus]\n", "networks", "wide", "dnsmasq.pid");
        var network = await ReadAsync("wide", new FakeCommandRunner(), "10.5.1.200", "fd42::5");
        Assert.Equal("10.5.0.1/23", network.Config["ipv4.address"]);
        Assert.Equal(ScanTexts.SubnetGuessed(23), network.Sources["ipv4.address"]);
    }

    [Fact]
    public async Task Read_SubnetOfTheKernel_IsTakenAsItIs() =>
        Assert.Equal("10.99.6.1/22", (await ReadAsync("sbr3", LiveKernel(), "10.99.200.1")).Config["ipv4.address"]);

    [Theory]
    [InlineData("")]
    [InlineData("args: text\n")]
    [InlineData("args: &a [*a]\n")]
    [InlineData("\0\0\0")]
    [InlineData("args: [--listen-address, --dhcp-range]\n")]
    public async Task Read_DamagedProcessFile_IsNoError(string content)
    {
        _incus.Write(content, "networks", "odd", "dnsmasq.pid");
        var network = await ReadAsync("odd", new FakeCommandRunner().On("ip ", "{").On("nft ", "[1]"));
        Assert.True(network.HasDirectory);
        Assert.DoesNotContain("ipv4.dhcp.ranges", network.Config.Keys);
    }

    [Fact]
    public async Task Read_LinksBelowNetworks_AreNotFollowed()
    {
        _incus.Write("secret", "outside", "dnsmasq.raw");
        Directory.CreateSymbolicLink(_incus.At("networks", "linked"), _incus.At("outside"));
        Directory.CreateDirectory(_incus.At("networks", "half"));
        File.CreateSymbolicLink(_incus.At("networks", "half", "dnsmasq.raw"), _incus.At("outside", "dnsmasq.raw"));
        var found = await AllAsync(new FakeCommandRunner());
        Assert.DoesNotContain(found, network => network.Name == "linked");
        Assert.Empty(found.Single(network => network.Name == "half").Config);
    }

    [Theory]
    [InlineData("10.1.2.1", 24, "10.1.2.2", "10.1.2.254", true)]
    [InlineData("10.1.2.1", 24, "10.1.2.3", "10.1.2.254", false)]
    [InlineData("10.1.2.9", 24, "10.1.2.2", "10.1.2.254", true)]
    [InlineData("fd00::1", 64, "fd00::2", "fd00::ffff:ffff:ffff:ffff", true)]
    public void IsWhole_Range_ComparesWithTheDefault(string address, int length, string first, string last, bool isWhole) => Assert.Equal(
        isWhole, Subnets.IsWhole(new DhcpRange(IPAddress.Parse(first), IPAddress.Parse(last), "1h"), IPAddress.Parse(address), length));

    private static FakeCommandRunner LiveKernel() => new FakeCommandRunner()
        .On("ip -json -details address show", File.ReadAllText(Path.Combine(TestData.Directory, "kernel", "ip-addr.json")))
        .On("nft -j list table inet incus", File.ReadAllText(Path.Combine(TestData.Directory, "kernel", "nft.json")));

    private static IEnumerable<string> Pairs(NetworkLeftover network) => network.Config.Select(pair => $"{pair.Key}={pair.Value}");

    private static void CopyDirectory(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task<NetworkLeftover> ReadAsync(string name, FakeCommandRunner commands, params string[] fixedAddresses) =>
        (await AllAsync(commands, fixedAddresses.ToLookup(_ => name, IPAddress.Parse))).Single(network => network.Name == name);

    private Task<ImmutableArray<NetworkLeftover>> AllAsync(FakeCommandRunner commands) => AllAsync(commands, Array.Empty<string>().ToLookup(name => name, IPAddress.Parse));

    private async Task<ImmutableArray<NetworkLeftover>> AllAsync(FakeCommandRunner commands, ILookup<string, IPAddress> fixedAddresses)
    {
        using var pool = new LostPool();
        return await new NetworkLeftovers(commands).ReadAsync(
            pool.Host with { Directory = new IncusDirectory(_incus.Root), Interfaces = [] }, fixedAddresses, filesOnly: false, TestContext.Current.CancellationToken);
    }
}

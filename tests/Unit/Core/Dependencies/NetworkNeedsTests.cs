using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Tests.Unit.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Dependencies;

/// <summary>Which networks are missing, who needs them, and what is proposed for them.</summary>
public sealed class NetworkNeedsTests : IDisposable
{
    private const string Nic = "      network: br0\n";
    private readonly LostPool _pool = new();

    public NetworkNeedsTests()
    {
        _pool.AddContainer("c1");
        _pool.AddContainer("c2");
    }

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Analyse_OneNetworkOfSeveralInstances_IsAskedOnce()
    {
        var analysis = await AnalyseAsync();
        Assert.Equal(["default/c1", "default/c2"], Network(analysis).NeededBy);
        Assert.All(analysis.Inventory.Volumes, volume =>
        {
            Assert.Equal(VolumeState.Question, volume.State);
            var finding = Assert.Single(volume.Findings, finding => finding.Code == FindingCode.NetworkMissing);
            Assert.Equal(["br0"], finding.Arguments);
            Assert.Equal("network: br0", finding.Raw);
        });
    }

    [Fact]
    public async Task Analyse_OtherNetworksOfTheDatabase_AreOfferedInstead()
    {
        Record("default", "br1", "");
        Record("default", "br2", "");
        Record("shop", "br3", "");
        Assert.Equal(["br1", "br2"], Network(await AnalyseAsync()).Existing);
    }

    [Fact]
    public async Task Analyse_NetworkOfAProjectThatKeepsItsOwn_IsNotThatOfTheDefaultProject()
    {
        _pool.AddContainer("shop_c3");
        _pool.Contents = _pool.Contents with
        {
            Projects = [.. _pool.Contents.Projects, new ProjectRecord(2, "shop", "", ConfigMaps.Empty.Add("features.networks", "true"))],
        };
        Record("default", "br0", "10.77.0.1/24");
        var inventory = await _pool.ScanAsync();
        var leftover = new NetworkLeftover { Name = "br0", HasDirectory = true, Config = ConfigMaps.Empty.Add("ipv4.address", "10.77.0.1/24") };
        var network = Network(DependencyAnalyser.Analyse(inventory with { Networks = [leftover] }));
        Assert.Equal("shop", network.Project);
        Assert.Equal(["shop/c3"], network.NeededBy);
        Assert.Equal(ProposalSource.Deduced, Assert.Single(network.Proposals).Source);
    }

    [Fact]
    public async Task Analyse_NetworkOfAProjectThatSharesThem_IsThatOfTheDefaultProject()
    {
        _pool.AddContainer("shop_c3");
        var network = Network(await AnalyseAsync());
        Assert.Equal("default", network.Project);
        Assert.Contains("shop/c3", network.NeededBy);
    }

    [Fact]
    public async Task Analyse_NameThatNoInterfaceCanHave_GetsNoProposal()
    {
        _pool.Edit("c1", file => file.Replace(Nic, "      network: a-name-of-sixteen\n", StringComparison.Ordinal));
        var analysis = await AnalyseAsync();
        Assert.Empty(analysis.Questions.Single(question => question.Name == "a-name-of-sixteen").Proposals);
    }

    [Fact]
    public async Task Analyse_LeftoversAndFixedAddresses_AreBothProposedLeftoversFirst()
    {
        _pool.Edit("c1", file => file.Replace(Nic, Nic + "      ipv4.address: 10.8.3.7\n", StringComparison.Ordinal));
        var inventory = await _pool.ScanAsync();
        var leftover = new NetworkLeftover { Name = "br0", HasDirectory = true, Config = ConfigMaps.Empty.Add("ipv4.address", "10.8.3.1/24") };
        var network = Network(DependencyAnalyser.Analyse(inventory with { Networks = [leftover] }));
        Assert.Equal([ProposalSource.Leftovers, ProposalSource.Deduced], network.Proposals.Select(proposal => proposal.Source));
    }

    [Fact]
    public async Task Analyse_DirectoryThatTellsNothing_IsNoProposal()
    {
        var inventory = await _pool.ScanAsync();
        var network = Network(DependencyAnalyser.Analyse(inventory with { Networks = [new NetworkLeftover { Name = "br0", HasDirectory = true }] }));
        Assert.Equal(DependencyTexts.NetworkPicked, Assert.Single(network.Proposals).Detail);
    }

    [Theory]
    [InlineData("10.8.3.7", "10.8.3.200", "10.8.3.1/24")]
    [InlineData("10.8.3.7", "10.8.2.9", "10.8.2.1/23")]
    [InlineData("10.8.3.7", "10.8.12.9", "10.8.3.1/20")]
    [InlineData("10.8.3.1", "10.8.3.7", "10.8.3.254/24")]
    public async Task Analyse_FixedAddresses_AllLieInTheSubnet(string first, string second, string expected)
    {
        _pool.Edit("c1", file => file.Replace(Nic, Nic + $"      ipv4.address: {first}\n", StringComparison.Ordinal));
        _pool.Edit("c2", file => file.Replace(Nic, Nic + $"      ipv4.address: {second}\n", StringComparison.Ordinal));
        var proposal = Assert.Single(Network(await AnalyseAsync()).Proposals);
        Assert.Equal(expected, proposal.Definition!.Config["ipv4.address"]);
        Assert.Equal(DependencyTexts.NetworkFromAddresses, proposal.Detail);
    }

    [Fact]
    public async Task Analyse_FixedIpv6Address_GivesItsSubnetWithTranslation()
    {
        _pool.Edit("c1", file => file.Replace(Nic, Nic + "      ipv6.address: fd42:1:2:3::77\n", StringComparison.Ordinal));
        var config = Assert.Single(Network(await AnalyseAsync()).Proposals).Definition!.Config;
        Assert.Equal("fd42:1:2:3::1/64", config["ipv6.address"]);
        Assert.Equal("true", config["ipv6.nat"]);
    }

    [Fact]
    public async Task Analyse_SubnetThatAnotherNetworkHas_IsNotPicked()
    {
        var picked = Network(await AnalyseAsync()).Proposals[0].Definition!.Config["ipv4.address"];
        Record("default", "br1", picked);
        Assert.NotEqual(picked, Network(await AnalyseAsync()).Proposals[0].Definition!.Config["ipv4.address"]);
    }

    private static MissingObject Network(DependencyAnalysis analysis) => analysis.Questions.Single(question => question.Kind == MissingKind.Network);

    private void Record(string project, string name, string address) => _pool.Contents = _pool.Contents with
    {
        Networks =
        [
            .. _pool.Contents.Networks,
            new NetworkRecord(_pool.Contents.Networks.Length + 1, project, name, "", 0, ConfigMaps.Empty.Add("ipv4.address", address)),
        ],
    };

    private async Task<DependencyAnalysis> AnalyseAsync() => DependencyAnalyser.Analyse(await _pool.ScanAsync());
}

using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Scanning;
using Xunit;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Recover.Tests.Unit.Core.Dependencies;

public sealed class DependencyAnalyserTests : IDisposable
{
    private readonly LostPool _pool = new();

    public DependencyAnalyserTests()
    {
        _pool.AddContainer("c1");
        _pool.Add("custom", "default_data1", file: null, []);
    }

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Analyse_EverythingMissing_AsksAllAtOnce()
    {
        _pool.AddContainer("shop_c2", File.ReadAllText(_pool.BackupFileOf("c1"))
            .Replace("name: c1\n", "name: c2\n", StringComparison.Ordinal)
            .Replace("project: default", "project: shop", StringComparison.Ordinal)
            .Replace("      pool: local\n      source: data1\n", "      pool: fast\n      source: data9\n", StringComparison.Ordinal), ["snap0", "snap1"]);
        var analysis = await AnalyseAsync();
        Assert.Equal(
            [
                "project:shop/shop", "profile:default/default", "profile:default/web", "profile:shop/default", "profile:shop/web",
                "network:default/br0", "pool:/fast",
            ],
            analysis.Questions.Select(question => question.Id));
        var waiting = analysis.Inventory.Volumes.Single(volume => volume.Label == "shop/c2");
        Assert.Equal(VolumeState.Question, waiting.State);
        var codes = waiting.Findings.Select(finding => finding.Code).ToHashSet();
        Assert.Contains(FindingCode.ProjectMissing, codes);
        Assert.Contains(FindingCode.ProfileMissing, codes);
        Assert.Contains(FindingCode.NetworkMissing, codes);
        Assert.Contains(FindingCode.DevicePoolMissing, codes);
        Assert.Equal(["default/c1", "shop/c2"], analysis.Questions.Single(question => question.Kind == MissingKind.Network).NeededBy);
    }

    [Fact]
    public async Task Analyse_ItsOwnResult_AddsNothing()
    {
        var analysis = await AnalyseAsync();
        var again = DependencyAnalyser.Analyse(analysis.Inventory);
        Assert.Equal(analysis.Questions.Select(question => question.Id), again.Questions.Select(question => question.Id));
        Assert.Equal(analysis.Inventory.Volumes.SelectMany(volume => volume.Findings), again.Inventory.Volumes.SelectMany(volume => volume.Findings));
    }

    [Fact]
    public async Task Analyse_NothingMissing_AsksNothing()
    {
        Record(Defined("default", "eth0"), Defined("web", null));
        _pool.Contents = _pool.Contents with { Networks = [new NetworkRecord(1, "default", "br0", "", 0, ConfigMaps.Empty)] };
        var analysis = await AnalyseAsync();
        Assert.Empty(analysis.Questions);
        Assert.All(analysis.Inventory.Volumes, volume => Assert.Equal(VolumeState.Recoverable, volume.State));
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("default", false)]
    public async Task Analyse_MissingProject_DeducesWhoseProfilesItUses(string owner, bool hasProfiles)
    {
        _pool.AddContainer("shop_c2");
        _pool.Edit("shop_c2", file => file
            .Replace("  used_by: []\n  project: default", $"  used_by: []\n  project: {owner}", StringComparison.Ordinal)
            .Replace("status: Running", "status: Stopped", StringComparison.Ordinal));
        var analysis = await AnalyseAsync();
        var config = Assert.Single(Question(analysis, "project:shop/shop").Proposals).Definition!.Config;
        Assert.Equal(hasProfiles ? "true" : "false", config["features.profiles"]);
        Assert.Equal("false", config["features.storage.volumes"]);
        Assert.Equal(
            ["features.images", "features.profiles", "features.storage.buckets", "features.storage.volumes"],
            config.Keys);
        Assert.Equal(hasProfiles, analysis.Questions.Any(question => question.Id == "profile:shop/web"));
    }

    [Fact]
    public async Task Analyse_ProjectWithOwnVolumes_KeepsThemAndWaitsWithThem()
    {
        _pool.Add("custom", "shop_data1", file: null, []);
        var analysis = await AnalyseAsync();
        Assert.Equal("true", Question(analysis, "project:shop/shop").Proposals[0].Definition!.Config["features.storage.volumes"]);
        var volume = analysis.Inventory.Volumes.Single(one => one.Label == "shop/data1");
        Assert.Equal(VolumeState.Question, volume.State);
        Assert.Equal(FindingCode.ProjectMissing, Assert.Single(volume.Findings).Code);
    }

    [Fact]
    public async Task Analyse_MissingProfile_ProposesTheNewestDefinitionAndNamesTheOthers()
    {
        _pool.AddContainer("c2");
        _pool.AddContainer("c3");
        _pool.Edit("c2", file => file.Replace("- config:\n    limits.memory: 128MiB", "- config:\n    limits.memory: 1GiB", StringComparison.Ordinal));
        Date("c1", 10);
        Date("c2", 12);
        Date("c3", 11);
        var question = Question(await AnalyseAsync(), "profile:default/web");
        Assert.Equal(["1GiB", "128MiB"], question.Proposals.Select(proposal => proposal.Definition!.Config["limits.memory"]));
        Assert.Equal(DependencyTexts.ProfileInFiles(1, At(12)), question.Proposals[0].Detail);
        Assert.Equal(DependencyTexts.ProfileInFiles(2, At(11)), question.Proposals[1].Detail);
        Assert.Equal(FindingCode.ProfileDisagreement, Assert.Single(question.Findings).Code);
        Assert.Equal(["default"], question.Existing);
        Assert.False(question.Differs);
        Assert.Equal(2, question.Proposals.Select(proposal => proposal.Id).Distinct().Count());
    }

    [Fact]
    public async Task Analyse_NewerEmptyCopies_ComeAfterThoseWithContent()
    {
        _pool.AddContainer("c2");
        _pool.Edit("c2", file => file.Replace("- config:\n    limits.memory: 128MiB\n    user.role: web\n", "- config: {}\n", StringComparison.Ordinal));
        Date("c1", 10);
        Date("c2", 12);
        var question = Question(await AnalyseAsync(), "profile:default/web");
        Assert.Equal("128MiB", question.Proposals[0].Definition!.Config["limits.memory"]);
    }

    [Fact]
    public async Task Analyse_UntouchedDefaultProfile_IsAskedWithTheFilesFirst()
    {
        var analysis = await AnalyseAsync();
        var question = Question(analysis, "profile:default/default");
        Assert.True(question.Differs);
        Assert.Equal([ProposalSource.BackupFiles, ProposalSource.Database], question.Proposals.Select(proposal => proposal.Source));
        Assert.Equal("br0", question.Proposals[0].Definition!.Devices["eth0"]["network"]);
        Assert.DoesNotContain(
            analysis.Inventory.Volumes.SelectMany(volume => volume.Findings),
            finding => finding.Code == FindingCode.ProfileMissing && finding.Arguments[0] == "default");
    }

    [Fact]
    public async Task Analyse_ExistingProfileWithOtherContent_IsAskedWithTheDatabaseFirst()
    {
        Record(Defined("default", "eth0"), new ProfileRecord(2, "default", "web", "", ConfigMaps.Empty.Add("limits.cpu", "8"), ConfigMaps.NoDevices));
        var question = Question(await AnalyseAsync(), "profile:default/web");
        Assert.True(question.Differs);
        Assert.Equal([ProposalSource.Database, ProposalSource.BackupFiles], question.Proposals.Select(proposal => proposal.Source));
    }

    [Fact]
    public async Task Analyse_FilesWithoutProfiles_WorksThemOutFromTheInstances()
    {
        _pool.AddContainer("c2");
        foreach (var name in (string[])["c1", "c2"])
        {
            _pool.Edit(name, file => file[..file.IndexOf("\nprofiles:\n", StringComparison.Ordinal)] + file[file.IndexOf("\nvolume:\n", StringComparison.Ordinal)..]);
        }

        _pool.Edit("c2", file => file
            .Replace("  profiles:\n  - default\n  - web\n", "  profiles:\n  - default\n", StringComparison.Ordinal)
            .Replace("    limits.memory: 128MiB\n    user.role: web\n", "", StringComparison.Ordinal));
        var analysis = await AnalyseAsync();
        var web = Assert.Single(Question(analysis, "profile:default/web").Proposals);
        Assert.Equal(ProposalSource.Deduced, web.Source);
        Assert.Equal(["limits.memory=128MiB", "user.role=web"], web.Definition!.Config.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Empty(web.Definition.Devices);
        var standard = Question(analysis, "profile:default/default").Proposals[0];
        Assert.Equal(["eth0", "root"], standard.Definition!.Devices.Keys);
        Assert.Empty(standard.Definition.Config);
    }

    [Fact]
    public async Task Analyse_MissingNetwork_ProposesWhatIsLeftOfIt()
    {
        var inventory = await _pool.ScanAsync();
        var leftover = new NetworkLeftover
        {
            Name = "br0",
            HasDirectory = true,
            Config = ConfigMaps.Empty.Add("ipv4.address", "10.77.0.1/24"),
            Sources = ConfigMaps.Empty.Add("ipv4.address", "somewhere"),
        };
        var question = Question(DependencyAnalyser.Analyse(inventory with { Networks = [leftover] }), "network:default/br0");
        var proposal = Assert.Single(question.Proposals);
        Assert.Equal(ProposalSource.Leftovers, proposal.Source);
        Assert.Equal("bridge", proposal.Definition!.Type);
        Assert.Equal(leftover.Config, proposal.Definition.Config);
        Assert.Equal(DependencyTexts.NetworkLeftover(leftover), proposal.Detail);
    }

    [Fact]
    public async Task Analyse_NetworkWithoutLeftovers_IsDeducedFromFixedAddresses()
    {
        _pool.Edit("c1", file => file.Replace("      network: br0\n", "      network: br0\n      ipv4.address: 10.8.3.7\n", StringComparison.Ordinal));
        var proposal = Assert.Single(Question(await AnalyseAsync(), "network:default/br0").Proposals);
        Assert.Equal(ProposalSource.Deduced, proposal.Source);
        Assert.Equal("10.8.3.1/24", proposal.Definition!.Config["ipv4.address"]);
        Assert.Equal(DependencyTexts.NetworkFromAddresses, proposal.Detail);
    }

    [Fact]
    public async Task Analyse_NetworkOfWhichNothingIsLeft_GetsTheSamePrivateSubnetEachTime()
    {
        var first = Assert.Single(Question(await AnalyseAsync(), "network:default/br0").Proposals);
        var second = Assert.Single(Question(await AnalyseAsync(), "network:default/br0").Proposals);
        Assert.StartsWith("10.", first.Definition!.Config["ipv4.address"]);
        Assert.Equal(first.Definition.Config, second.Definition!.Config);
        Assert.Equal(DependencyTexts.NetworkPicked, first.Detail);
    }

    [Fact]
    public async Task Analyse_NicWithoutNetwork_NeedsNone()
    {
        _pool.Edit("c1", file => file.Replace("      network: br0\n", "      nictype: bridged\n      parent: br0\n", StringComparison.Ordinal));
        Assert.DoesNotContain((await AnalyseAsync()).Questions, question => question.Kind == MissingKind.Network);
    }

    [Theory]
    [InlineData("data9")]
    [InlineData("data9/snap")]
    public async Task Analyse_MissingVolume_KeepsTheDiskByDefault(string source)
    {
        _pool.Edit("c1", file => file.Replace("source: data1\n", $"source: {source}\n", StringComparison.Ordinal));
        var analysis = await AnalyseAsync();
        var question = Question(analysis, $"volume:default/local/{source}");
        Assert.Equal([ProposalSource.KeepDevice, ProposalSource.DropDevice], question.Proposals.Select(proposal => proposal.Source));
        Assert.Equal(["local/data1"], question.Existing);
        Assert.Contains(
            analysis.Inventory.Volumes.Single(volume => volume.IsInstance).Findings,
            finding => finding.Code == FindingCode.DeviceVolumeMissing && finding.Arguments.SequenceEqual(["data", source, "local"]));
    }

    [Fact]
    public async Task Analyse_WhatTheHostLacks_IsAskedOnceForAllThatUseItAndHoldsNothingUp()
    {
        var before = await AnalyseAsync();
        var instance = before.Inventory.Volumes.Single(volume => volume.IsInstance);
        Finding[] findings = [Finding.Of(FindingCode.DeviceHostPathMissing, "a", "/srv/gone"), Finding.Of(FindingCode.DeviceHostPathMissing, "b", "/srv/gone"), Finding.Of(FindingCode.ParentInterfaceMissing, "lan", "eth7")];
        var volumes = before.Inventory.Volumes.Replace(instance, instance with { State = VolumeState.Recoverable, Findings = [.. findings] });

        var analysis = DependencyAnalyser.Analyse(before.Inventory with { Volumes = volumes, Host = before.Inventory.Host with { Interfaces = ["lo", "eth0"] } });

        var (path, card) = (Question(analysis, "hostpath://srv/gone"), Question(analysis, "hostinterface:/eth7"));
        Assert.Equal([ProposalSource.KeepDevice, ProposalSource.DropDevice], path.Proposals.Select(proposal => proposal.Source));
        Assert.Empty(path.Existing);
        Assert.Equal(["default/c1"], path.NeededBy);
        Assert.Equal(["eth0"], card.Existing);
        Assert.True(path.IsOptional && card.IsOptional);
    }

    [Fact]
    public async Task Analyse_VolumeOnlyInTheDatabase_IsThere()
    {
        Directory.Delete(Path.Combine(_pool.Root, "custom", "default_data1"));
        _pool.Contents = _pool.Contents with { Volumes = [new VolumeRecord(1, "local", VolumeType.Custom, "default", "data1", [])] };
        Assert.DoesNotContain((await AnalyseAsync()).Questions, question => question.Kind == MissingKind.Volume);
    }

    [Fact]
    public async Task Analyse_BrokenAndKnownInstances_NeedNothing()
    {
        _pool.LoseBackups("c1");
        Assert.Empty((await AnalyseAsync()).Questions);
    }

    private static MissingObject Question(DependencyAnalysis analysis, string id) => analysis.Questions.Single(question => question.Id == id);

    private static ProfileRecord Defined(string name, string? nic) => nic is null
        ? new ProfileRecord(2, "default", name, "", ConfigMaps.Empty.Add("limits.memory", "128MiB").Add("user.role", "web"), ConfigMaps.NoDevices)
        : new ProfileRecord(1, "default", name, "", ConfigMaps.Empty, ConfigMaps.NoDevices
            .Add(nic, Config.Empty.WithComparers(StringComparer.Ordinal).Add("network", "br0").Add("type", "nic"))
            .Add("root", Config.Empty.WithComparers(StringComparer.Ordinal).Add("path", "/").Add("pool", "local").Add("type", "disk")));

    private static DateTimeOffset At(int hour) => new(2026, 11, 22, hour, 0, 0, TimeSpan.Zero);

    private void Record(params ImmutableArray<ProfileRecord> profiles) => _pool.Contents = _pool.Contents with { Profiles = profiles };

    private void Date(string name, int hour) => File.SetLastWriteTimeUtc(_pool.BackupFileOf(name), At(hour).UtcDateTime);

    private async Task<DependencyAnalysis> AnalyseAsync() => DependencyAnalyser.Analyse(await _pool.ScanAsync());
}

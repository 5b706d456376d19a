using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>What this host lacks or its Incus does not accept: interfaces, paths, keys, processors, virtual machines.</summary>
public sealed class HostDefectTests : DefectTest
{
    [Fact]
    public async Task Scan_ParentInterfaceMissing_IsRecoverableWithWarning()
    {
        Pool.Edit(Victim, file => file.Replace("      network: br0\n", "      nictype: bridged\n      parent: br9\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.ParentInterfaceMissing);
    }

    [Fact]
    public async Task Scan_HostPathMissing_IsRecoverableWithWarning()
    {
        Pool.Edit(Victim, file => file.Replace("      pool: local\n      source: data1\n", "      source: /no/such/place\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.DeviceHostPathMissing);
    }

    [Fact]
    public async Task Scan_UnknownKeyAndValueNotAccepted_AreRecoverableWithWarnings()
    {
        Pool.Edit(Victim, file => file.Replace("    limits.cpu: \"1\"\n    user.x: \"y\"\n    user.z", "    limits.memory: lots\n    no.such.key: x\n    user.z", StringComparison.Ordinal));
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.ConfigValueInvalid, FindingCode.ConfigKeyUnknown);
        Assert.Equal("limits.memory: lots", victim.Findings.Single(finding => finding.Code == FindingCode.ConfigValueInvalid).Raw);
    }

    [Fact]
    public async Task Scan_UnknownKeyOnNewerDaemon_IsNotJudged()
    {
        Pool.Host = Pool.Host with { Version = "7.0.2" };
        Pool.Edit(Victim, file => file.Replace("    limits.cpu: \"1\"\n", "    no.such.key: x\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable);
    }

    [Theory]
    [InlineData("aarch64", VolumeState.Recoverable, FindingCode.ArchitectureForeign)]
    [InlineData("z80", VolumeState.Broken, FindingCode.ArchitectureUnknown)]
    public async Task Scan_OtherArchitecture_IsNamed(string architecture, VolumeState state, FindingCode code)
    {
        Pool.Edit(Victim, file => file.Replace("  architecture: x86_64\n  config:\n    image", $"  architecture: {architecture}\n  config:\n    image", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), state, code);
    }

    [Theory]
    [InlineData(true, new FindingCode[0])]
    [InlineData(false, new[] { FindingCode.DiskImageMissing })]
    public async Task Scan_VirtualMachine_IsRecoverable(bool hasImage, FindingCode[] codes)
    {
        var file = File.ReadAllText(Pool.BackupFileOf(Victim))
            .Replace("type: container\n", "type: virtual-machine\n", StringComparison.Ordinal)
            .Replace("name: c5\n", "name: v1\n", StringComparison.Ordinal);
        var place = Pool.Add("virtual-machines", "v1", file, ["snap0", "snap1"]);
        Pool.LoseBackups(Victim);
        if (hasImage)
        {
            File.WriteAllBytes(Path.Combine(place, "root.img"), new byte[512]);
        }

        AssertFound(await ScanAsync("v1"), VolumeState.Recoverable, codes);
        Pool.Host = Pool.Host with { SupportsVirtualMachines = false };
        AssertFound(await ScanAsync("v1"), VolumeState.Recoverable, [.. codes, FindingCode.VirtualMachinesUnsupported]);
    }
}

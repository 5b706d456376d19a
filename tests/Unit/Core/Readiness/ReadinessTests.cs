using Recover.Core.Findings;
using Recover.Core.Readiness;
using Xunit;
using static Recover.Tests.Unit.Core.Readiness.ReadinessScenario;

namespace Recover.Tests.Unit.Core.Readiness;

public sealed class ReadinessTests
{
    private readonly ReadinessScenario _host = new();

    [Fact]
    public void Examine_EverythingThere_IsReadyWithoutAWord()
    {
        var instance = Instance(
            "c1",
            Device("data", "disk", ("pool", "local"), ("source", "data"), ("path", "/data")),
            Device("eth0", "nic", ("network", "br0"), ("ipv4.address", "10.9.8.7"), ("ipv6.address", "fd00:9::7")),
            Device("mac", "nic", ("nictype", "macvlan"), ("parent", "eth0")),
            Device("root", "disk", ("pool", "local"), ("path", "/")),
            Device("share", "disk", ("source", "/srv/data"), ("path", "/srv")));

        var readiness = _host.Examine(instance);

        Assert.Equal(StartForecast.Ready, readiness.Forecast);
        Assert.Empty(readiness.Findings);
    }

    [Fact]
    public void Examine_SomethingMissing_IsNotReady() =>
        Assert.Equal(StartForecast.NotReady, _host.Examine(Instance("c1", Device("share", "disk", ("source", "/srv/gone"), ("path", "/srv")))).Forecast);

    [Fact]
    public void Examine_RunningInstance_SaysSoAndWhatItsNextStartLacks()
    {
        var readiness = _host.Examine(Instance("c1", Device("share", "disk", ("source", "/srv/gone"), ("path", "/srv"))) with { Running = true });

        Assert.Equal(StartForecast.Running, readiness.Forecast);
        Assert.Equal(FindingCode.DeviceHostPathMissing, Assert.Single(readiness.Findings).Code);
    }

    [Theory]
    [InlineData("i686", true)]
    [InlineData("aarch64", false)]
    public void Examine_Architecture_OnlyForeignOnesAreNamed(string architecture, bool runs) =>
        Assert.Equal(runs ? [] : [Warning(FindingCode.ArchitectureForeign)], _host.Said(Instance() with { Architecture = architecture }));

    [Fact]
    public void Examine_VirtualMachineWithoutKernelDevice_NamesWhatIsMissing()
    {
        _host.SupportsVirtualMachines = false;
        _host.Files.Paths.Add("/dev/kvm");

        var finding = Assert.Single(_host.Examine(Instance() with { IsVirtualMachine = true }).Findings);

        Assert.Equal(FindingCode.VirtualMachinesUnsupported, finding.Code);
        Assert.Equal("/dev/vhost-vsock, qemu-system-x86_64", finding.Raw);
        Assert.Empty(_host.Said(Instance()));
    }

    [Theory]
    [InlineData("2GiB", false, null)]
    [InlineData("6GiB", false, "Info")]
    [InlineData("6GiB", true, "Warning")]
    [InlineData("90%", false, "Info")]
    [InlineData("none of this", false, null)]
    public void Examine_MemoryLimit_IsComparedWithWhatIsFree(string limit, bool isVirtualMachine, string? severity)
    {
        var said = _host.Said(Instance() with { IsVirtualMachine = isVirtualMachine, Config = Config(("limits.memory", limit)) });

        Assert.Equal(severity is null ? [] : [$"{FindingCode.MemoryScarce} {severity}"], said);
    }

    [Theory]
    [InlineData("xfs", true)]
    [InlineData("ip_vs", true)]
    [InlineData("nosuch", false)]
    public void Examine_KernelModules_LoadableOnesAreThere(string module, bool isThere) => Assert.Equal(
        isThere ? [] : [Warning(FindingCode.KernelModuleMissing)], _host.Said(Instance() with { Config = Config(("linux.kernel_modules", $"{module},xfs")) }));

    [Fact]
    public void Examine_PoolWithoutProgramAndFileSystem_NamesBoth()
    {
        _host.PoolDriver = "btrfs";
        Assert.Equal([Warning(FindingCode.PoolProgramMissing), Warning(FindingCode.KernelFeatureMissing)], _host.Said(Instance()));

        _host.PoolDriver = "zfs";
        Assert.Equal([Warning(FindingCode.KernelFeatureMissing)], _host.Said(Instance()));
    }

    [Fact]
    public void Examine_FileSystemOfRootVolume_MustBeKnownToTheKernel()
    {
        Assert.Empty(_host.Said(Instance() with { RootFileSystem = "xfs" }));
        Assert.Equal([Warning(FindingCode.KernelFeatureMissing)], _host.Said(Instance() with { RootFileSystem = "btrfs" }));
    }
}

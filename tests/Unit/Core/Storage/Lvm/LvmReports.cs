using System.Collections.Immutable;
using Recover.Core.Storage.Lvm;
using Recover.Tests.Unit.Core.Commands;

namespace Recover.Tests.Unit.Core.Storage.Lvm;

/// <summary>Reports captured from LVM 2.03.31 on a host with a thin and a thick pool of Incus 6.0.4.</summary>
internal static class LvmReports
{
    public static ImmutableArray<VolumeGroup> Groups => LvmReport.Groups(Read("vgs"), Read("pvs"), Read("lvs"));

    public static string Read(string tool) => File.ReadAllText(Path.Combine(TestData.Directory, "lvm", tool + ".json"));

    /// <summary>LVM's tools that answer with the captured reports, whatever devices they are asked about.</summary>
    public static FakeCommandRunner Commands() => new FakeCommandRunner()
        .On("vgs --readonly", Read("vgs"))
        .On("pvs --readonly", Read("pvs"))
        .On("lvs --readonly", Read("lvs"));
}

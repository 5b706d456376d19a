using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>
/// One broken instance among healthy ones, for each way in which it is known to break: it is named, and the others stay recoverable. What concerns
/// missing projects, profiles, networks, pools and volumes is with the dependencies.
/// </summary>
public abstract class DefectTest : IDisposable
{
    private protected const string Victim = "c5";
    private static readonly string[] Healthy = ["c1", "c2", "shop_c3"];

    private protected DefectTest()
    {
        foreach (var name in (string[])[.. Healthy, Victim])
        {
            Pool.AddContainer(name);
        }

        Pool.Edit("shop_c3", file => file.Replace("project: default", "project: shop", StringComparison.Ordinal));
        Pool.Add("custom", "default_data1", file: null, []);
    }

    private protected LostPool Pool { get; } = new();

    public void Dispose()
    {
        Pool.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<ScannedVolume> ScanAsync(string name = Victim) => Checked(await Pool.ScanAsync(), name);

    /// <summary>The broken one; the others must be whole whatever is wrong with it.</summary>
    private protected static ScannedVolume Checked(Inventory inventory, string name)
    {
        foreach (var healthy in inventory.Volumes.Where(volume => Healthy.Contains(volume.Stored.StoredName)))
        {
            Assert.Equal(VolumeState.Recoverable, healthy.State);
            Assert.Empty(healthy.Findings);
        }

        Assert.Equal(Healthy.Length, inventory.Volumes.Count(volume => Healthy.Contains(volume.Stored.StoredName)));
        Assert.True(Assert.Single(inventory.Pools).Read);
        return inventory.Volumes.Single(volume => volume.Stored.StoredName == name);
    }

    private protected static void AssertFound(ScannedVolume volume, VolumeState state, params FindingCode[] codes)
    {
        Assert.Equal(codes, volume.Findings.Select(finding => finding.Code));
        Assert.Equal(state, volume.State);
    }
}

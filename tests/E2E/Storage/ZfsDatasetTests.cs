using System.Text.Json;
using Recover.Core.Findings;
using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-zfs")]
public sealed class ZfsDatasetTests(LostStorage<ZfsDatasetBackend> lost) : StorageTests<ZfsDatasetBackend>(lost)
{
    private readonly LostStorage<ZfsDatasetBackend> _lost = lost;

    [Fact(Timeout = 900_000)]
    public async Task Scan_WhatOtherToolsLeftAndClonesNeed_IsNoVolumeAndNoSnapshot()
    {
        var cancel = TestContext.Current.CancellationToken;
        var machine = await _lost.LookedAtAsync(cancel);
        await machine.Guest.RunAsync($"""
            zpool import -N -o readonly=on tank
            zfs list -H -t snapshot -o name -r tank/incus | grep -q 'containers/bare@{ZfsDatasetBackend.OtherSnapshot}$'
            zfs list -H -o name -r tank/incus/deleted/images | grep -q 'deleted/images/.'
            test "$(zfs get -H -o value mountpoint tank/incus/containers/bare)" = /srv/elsewhere
            zpool export tank
            """, cancel);

        var scan = await _lost.SeenAsync(cancel);

        var volumes = scan.GetProperty("volumes").EnumerateArray().ToList();
        var names = volumes.SelectMany(volume => volume.GetProperty("snapshots").EnumerateArray()).Select(Name).ToHashSet();
        Assert.Equal(["s-0", "v-0"], names.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(volumes, volume => Text(volume, "type") == "image");
        Assert.Equal("recoverable", Text(Assert.Single(volumes, volume => Text(volume, "name") == "bare"), "state"));
        Assert.DoesNotContain(nameof(FindingCode.ZfsPoolDegraded), scan.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    private static string Name(JsonElement snapshot) => snapshot.ValueKind == JsonValueKind.String ? snapshot.GetString()! : Text(snapshot, "name");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

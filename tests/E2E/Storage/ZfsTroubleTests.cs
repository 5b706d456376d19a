using System.Text.Json;
using Recover.Core.Findings;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Storage;

/// <summary>A pool of zfs that comes from another host, with a disk missing.</summary>
[Trait("group", "lab-zfs")]
public sealed class ZfsTroubleTests
{
    [Fact(Timeout = 900_000)]
    public async Task Scan_MirrorOfAnotherHostWithADiskMissing_SaysSoAndReadsIt()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new LabDirectory();
        var disks = GuestDisks.Create(directory.Path, count: 2);
        await using var guest = await LabGuest.StartAsync(disks, "ZfsTrouble", cancel);
        await MakePoolAsync(guest, cancel);
        File.Delete(disks.Files[^1]);
        await guest.RebootAsync(cancel);
        var bytes = SparseFile.Hash(disks.Files.Single(), cancel);
        var held = await guest.RunAsync("/lab/guest/held", cancel);

        var recover = new GuestRecover(guest);
        var exported = await recover.JsonAsync([0, 1], "scan", cancel);

        Assert.Equal(held, await guest.RunAsync("/lab/guest/held", cancel));
        Assert.Equal(bytes, SparseFile.Hash(disks.Files.Single(), cancel));
        Assert.Equal([FindingCode.ZfsPoolDegraded, FindingCode.ZfsPoolForeign], TroublesOf(exported));
        Assert.Equal(["bare recoverable"], VolumesOf(exported));

        await guest.RunAsync("zpool import -f -N tank", cancel);
        var imported = await recover.JsonAsync([0, 1], "scan", cancel);

        Assert.Equal([FindingCode.ZfsPoolDegraded], TroublesOf(imported));
        Assert.Equal(["bare recoverable"], VolumesOf(imported));
    }

    private static IEnumerable<FindingCode> TroublesOf(JsonElement scan) => Assert
        .Single(scan.GetProperty("pools").EnumerateArray(), pool => Text(pool, "driver") == "zfs")
        .GetProperty("findings").EnumerateArray()
        .Select(finding => Enum.Parse<FindingCode>(Text(finding, "code"), ignoreCase: true))
        .Where(code => code is FindingCode.ZfsPoolDegraded or FindingCode.ZfsPoolForeign)
        .Order();

    private static IEnumerable<string> VolumesOf(JsonElement scan) =>
        scan.GetProperty("volumes").EnumerateArray().Select(volume => $"{Text(volume, "name")} {Text(volume, "state")}");

    private static async Task MakePoolAsync(LabGuest guest, CancellationToken cancellationToken)
    {
        var incus = new GuestIncus(guest);
        await guest.RunAsync("""
            set -e
            zgenhostid -f 0badcafe
            zpool create -m none tank mirror /dev/ubdb /dev/ubdc
            zfs create tank/incus
            """, cancellationToken);
        await incus.StartAsync(cancellationToken);
        await incus.IncusLinesAsync($"""
            storage create {StorageBackend.Pool} zfs source=tank/incus
            create --empty bare --storage {StorageBackend.Pool}
            """, cancellationToken);
        await incus.LoseDatabaseAsync(cancellationToken);

        // From the next start on this is another host.
        await guest.RunAsync("zgenhostid -f 00c0ffee", cancellationToken);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

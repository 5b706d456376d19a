using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Storage;

/// <summary>Buckets in the object gateway of a ceph cluster: the pool is found, and its buckets come back with quotas, keys and the keys' secrets.</summary>
[Trait("group", "lab-object")]
public sealed class ObjectStoreTests
{
    private const string Pool = "objects";
    private const string Gateway = "/lab/guest/ceph-start gateway";

    // What asking must not change: who is there, what they have, and the pools of the cluster.
    private const string Fingerprint = "radosgw-admin user list; radosgw-admin bucket stats | grep -v '\"ver\"'; for u in photos backups shopfiles; do radosgw-admin user info --uid=$u; done; ceph osd pool ls";

    [Fact(Timeout = 1_500_000)]
    public async Task CommandLine_LostObjectPool_ComesBackWithItsKeys()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new LabDirectory();
        await using var guest = await LabGuest.StartAsync(GuestDisks.Create(directory.Make("guest"), count: 1), "ObjectStore", cancel);
        await guest.RunAsync(Gateway, cancel);
        var incus = new GuestIncus(guest);
        await incus.StartAsync(cancel);
        await incus.IncusLinesAsync($"""
            storage create {Pool} cephobject cephobject.radosgw.endpoint=http://127.0.0.1:7480
            project create shop
            storage bucket create {Pool} photos
            storage bucket create {Pool} backups size=10MiB
            --project shop storage bucket create {Pool} shopfiles
            storage bucket key create {Pool} photos reader --role=read-only
            """, cancel);
        var keys = await KeysAsync(incus, cancel);
        var recover = new GuestRecover(guest);
        await incus.LoseDatabaseAsync(cancel);
        var before = await guest.RunAsync(Fingerprint, cancel);

        var scan = await recover.JsonAsync([0, 1], "scan", cancel);

        Assert.Equal(before, await guest.RunAsync(Fingerprint, cancel));
        var pool = Assert.Single(scan.GetProperty("pools").EnumerateArray());
        Assert.Equal((Pool, "cephobject", "read"), (Text(pool, "name"), Text(pool, "driver"), Text(pool, "state")));
        var plan = await recover.JsonAsync([0, 1], "plan --accept-proposals -o /root/plan.json", cancel);
        Assert.Equal(["backups", "photos", "shopfiles"], plan.GetProperty("create").GetProperty("buckets").EnumerateArray().Select(bucket => Text(bucket, "name")));
        Assert.All(Secrets(keys), secret => Assert.DoesNotContain(secret, plan.GetRawText(), StringComparison.Ordinal));
        var applied = await recover.JsonAsync([0, 1], "apply /root/plan.json --yes", cancel);
        Assert.Equal("applied", Text(applied, "outcome"));
        await recover.JsonAsync([0], "verify /root/plan.json", cancel);

        Assert.Equal(keys, await KeysAsync(incus, cancel));
        Assert.Equal("10MiB", (await incus.IncusAsync($"storage bucket get {Pool} backups size", cancel)).Trim());
        Assert.Equal("http://127.0.0.1:7480", (await incus.IncusAsync($"storage get {Pool} cephobject.radosgw.endpoint", cancel)).Trim());
        foreach (var secret in Secrets(keys))
        {
            Assert.Equal(1, (await guest.TryAsync($"grep -rqF {secret} /var/lib/recover /root/plan.json", cancel)).ExitCode);
        }

        await incus.IncusLinesAsync($"""
            storage bucket key create {Pool} photos third
            storage bucket key delete {Pool} photos reader
            storage bucket delete {Pool} backups
            """, cancel);
        Assert.DoesNotContain("backups", await guest.RunAsync("radosgw-admin bucket list", cancel), StringComparison.Ordinal);
    }

    /// <summary>Name, role and both halves of the keys of the default project's buckets.</summary>
    private static async Task<string> KeysAsync(GuestIncus incus, CancellationToken cancel) => string.Concat(
        await incus.IncusAsync($"storage bucket key show {Pool} photos admin", cancel),
        await incus.IncusAsync($"storage bucket key show {Pool} photos reader", cancel),
        await incus.IncusAsync($"storage bucket key show {Pool} backups admin", cancel));

    private static IEnumerable<string> Secrets(string keys) =>
        keys.Split('\n').Where(line => line.StartsWith("secret-key:", StringComparison.Ordinal)).Select(line => line["secret-key:".Length..].Trim());

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

using System.Text.Json;
using Xunit.v3;

namespace Recover.Tests.E2E.Storage;

/// <summary>What must hold for every storage backend; a class per backend inherits it. In the order written here the looks share one guest.</summary>
[TestMethodOrderer(typeof(UnorderedTestMethodOrderer))]
public abstract class StorageTests<TBackend>(LostStorage<TBackend> lost) : IClassFixture<LostStorage<TBackend>>
    where TBackend : StorageBackend, new()
{
    [Fact(Timeout = 900_000)]
    public async Task Scan_LostHost_ChangesNoByteAndHoldsNothing()
    {
        var cancel = TestContext.Current.CancellationToken;
        var machine = await lost.LookedAtAsync(cancel);
        var bytes = await machine.FingerprintAsync(cancel);
        var held = await machine.HeldAsync(cancel);

        var scan = await machine.ScanAsync(cancel);

        Assert.Contains(scan.GetProperty("pools").EnumerateArray(), IsPool);
        Assert.Equal(held, await machine.HeldAsync(cancel));
        Assert.Equal(bytes, await machine.FingerprintAsync(cancel));
    }

    [Fact(Timeout = 900_000)]
    public async Task Scan_KilledInTheMiddle_NextScanLeavesNothingBehind()
    {
        var cancel = TestContext.Current.CancellationToken;
        var machine = await lost.LookedAtAsync(cancel);
        var bytes = await machine.FingerprintAsync(cancel);
        var held = await machine.HeldAsync(cancel);

        await KillScanAsync(machine, cancel);
        var scan = await machine.ScanAsync(cancel);

        Assert.Equal(Good, Recoverable(scan).Intersect(Good));
        Assert.Equal(held, await machine.HeldAsync(cancel));
        Assert.Equal(bytes, await machine.FingerprintAsync(cancel));
    }

    [Fact(Timeout = 900_000)]
    public async Task Scan_BrokenVolumesAmongGoodOnes_EachIsNamedAndTheRestIsRecoverable()
    {
        var cancel = TestContext.Current.CancellationToken;
        var machine = await lost.LookedAtAsync(cancel);

        var scan = await machine.ScanAsync(cancel);

        Assert.Equal(Good, Recoverable(scan).Intersect(Good));
        string[] bad = lost.Backend.BreakFileSystem.Length > 0 ? [.. StorageContents.BadFiles, StorageContents.BadFileSystem] : [.. StorageContents.BadFiles];
        foreach (var name in bad)
        {
            var volume = Assert.Single(scan.GetProperty("volumes").EnumerateArray(), volume => volume.GetProperty("name").GetString() == name);
            Assert.True(volume.GetProperty("findings").GetArrayLength() > 0, $"Nothing is said about {name}: {volume}");
        }
    }

    [Fact(Timeout = 1_200_000)]
    public async Task CommandLine_LostHost_BringsItBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var machine = await lost.BootAsync("recovered", cancel);

        await machine.Recover.JsonAsync([0, 1], $"plan --accept-proposals -o /root/plan.json {lost.Backend.Options}", cancel);
        var applied = await machine.Recover.JsonAsync([0, 1], "apply /root/plan.json --yes", cancel);
        Assert.Equal("applied", applied.GetProperty("outcome").GetString());
        await machine.Recover.JsonAsync([0], "verify /root/plan.json", cancel);

        var recovered = new RecoveredStorage(machine, lost.Backend);
        await recovered.ComparesWithBeforeAsync(lost.DumpBefore, cancel);
        await recovered.StartsWithItsFilesAsync(cancel);
        await recovered.WorksOnAsync(cancel);
    }

    /// <summary>Kills a scan as soon as it holds something; at once where looking holds nothing that others can see.</summary>
    private async Task KillScanAsync(LostMachine machine, CancellationToken cancellationToken)
    {
        await machine.Guest.RunAsync("/lab/guest/held > /tmp/held", cancellationToken);
        var command = machine.Recover.Start($"scan {lost.Backend.Options} --json", "/tmp/scan.pid");
        var unheld = lost.Backend.IsHeldByLooking ? "/lab/guest/held | cmp -s - /tmp/held" : "false";
        await machine.Guest.RunAsync($"""
            while [ ! -s /tmp/scan.pid ]; do :; done
            pid=$(cat /tmp/scan.pid)
            while {unheld}; do
              if ! kill -0 "$pid"; then
                echo "The scan was over before it held anything" >&2
                exit 1
              fi
            done
            kill -KILL "$pid"
            """, cancellationToken);
        var killed = await machine.Guest.EndAsync(command, cancellationToken);
        Assert.Equal(137, killed.ExitCode);
    }

    private IReadOnlyList<string> Good => [.. StorageContents.Good.Concat(lost.Backend.MoreGood).Order(StringComparer.Ordinal)];

    private bool IsPool(JsonElement pool) =>
        pool.GetProperty("name").GetString() == StorageBackend.Pool && pool.GetProperty("driver").GetString() == lost.Backend.Driver;

    private static IEnumerable<string> Recoverable(JsonElement scan) =>
        scan.GetProperty("volumes").EnumerateArray()
            .Where(volume => volume.GetProperty("state").GetString() is "recoverable" or "question")
            .Select(volume => $"{volume.GetProperty("project").GetString()} {volume.GetProperty("type").GetString()} {volume.GetProperty("name").GetString()}")
            .Order(StringComparer.Ordinal);
}

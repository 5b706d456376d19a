using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Storage;

/// <summary>
/// A host with one backend, built by the real client and lost: containers run, the power goes, the database is gone. Built once for the tests of a backend; each of
/// them boots a copy of its disks, and those that only look share one.
/// </summary>
public sealed class LostStorage<TBackend> : IAsyncLifetime
    where TBackend : StorageBackend, new()
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(20);

    private readonly LabDirectory _directory = new();
    private GuestDisks? _disks;
    private LostMachine? _lookedAt;
    private JsonElement? _seen;

    internal TBackend Backend { get; } = new();

    /// <summary>The database as it was before it was lost.</summary>
    internal string DumpBefore { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(BuildLimit);
        var cancel = deadline.Token;
        _disks = GuestDisks.Create(_directory.Make("lost"), Backend.Disks);
        await using var guest = await LabGuest.StartAsync(_disks, NameOf("built"), cancel);
        var incus = new GuestIncus(guest);
        await RunAsync(guest, Backend.Prepare, cancel);
        await RunAsync(guest, Backend.AfterBoot, cancel);
        await incus.StartAsync(cancel);
        await incus.ImportImageAsync(_directory, cancel);
        await StorageContents.FillAsync(incus, Backend, cancel);
        DumpBefore = await incus.DumpAsync(cancel);
        await StorageContents.BreakAsync(guest, incus, Backend, cancel);
        await incus.LoseDatabaseAsync(cancel);
        await guest.PowerOffAsync(cancel);
    }

    /// <summary>A machine booted from a copy of the lost host's disks: nothing is mounted, mapped, active or imported, no daemon runs.</summary>
    internal async Task<LostMachine> BootAsync(string name, CancellationToken cancellationToken)
    {
        await EndLookedAtAsync();
        var directory = new LabDirectory();
        try
        {
            var disks = await _disks!.CopyAsync(directory.Path, cancellationToken);
            var guest = await LabGuest.StartAsync(disks, NameOf(name), cancellationToken);
            var machine = new LostMachine(directory, disks, guest, Backend);
            try
            {
                await RunAsync(guest, Backend.AfterBoot, cancellationToken);
                return machine;
            }
            catch
            {
                await guest.DisposeAsync();
                throw;
            }
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A machine for those that leave everything as they find it, and prove that themselves. It belongs to this and runs until another one is booted.
    /// </summary>
    internal async Task<LostMachine> LookedAtAsync(CancellationToken cancellationToken) =>
        _lookedAt ??= await BootAsync("looked-at", cancellationToken);

    /// <summary>Scans the lost host.</summary>
    internal async Task<JsonElement> ScanAsync(CancellationToken cancellationToken)
    {
        var scan = await (await LookedAtAsync(cancellationToken)).ScanAsync(cancellationToken);
        _seen = scan;
        return scan;
    }

    /// <summary>What the last scan of the lost host told; none of them changes anything.</summary>
    internal async Task<JsonElement> SeenAsync(CancellationToken cancellationToken) => _seen ?? await ScanAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await EndLookedAtAsync();
        _directory.Dispose();
    }

    private static string NameOf(string machine) => $"{typeof(TBackend).Name}-{machine}";

    private async Task EndLookedAtAsync()
    {
        if (_lookedAt is not null)
        {
            await _lookedAt.DisposeAsync();
            _lookedAt = null;
        }
    }

    private static async Task RunAsync(LabGuest guest, string lines, CancellationToken cancellationToken)
    {
        if (lines.Length > 0)
        {
            await guest.RunAsync("set -e\n" + lines, cancellationToken);
        }
    }
}

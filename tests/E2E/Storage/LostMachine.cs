using System.Text.Json;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Storage;

/// <summary>One copy of a lost host, up, with Recover on it.</summary>
internal sealed class LostMachine(LabDirectory directory, GuestDisks disks, LabGuest guest, StorageBackend backend) : IAsyncDisposable
{
    public LabGuest Guest { get; } = guest;

    public GuestIncus Incus { get; } = new(guest);

    public GuestRecover Recover { get; } = new(guest);

    /// <summary>Looks at everything.</summary>
    public Task<JsonElement> ScanAsync(CancellationToken cancellationToken) => Recover.JsonAsync([0, 1], $"scan {backend.Options}", cancellationToken);

    /// <summary>What is mounted, attached, mapped, active or imported.</summary>
    public Task<string> HeldAsync(CancellationToken cancellationToken) => Guest.RunAsync("/lab/guest/held", cancellationToken);

    /// <summary>Hashes of every byte the pool lies on, and what else the backend wants left as it is.</summary>
    public async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        var inside = await Guest.RunAsync($"sync\n{TreeLines}\n{backend.Fingerprint}", cancellationToken);
        var hashes = (backend.IsOnDisksAlone ? disks.Files : []).Select(file => SparseFile.Hash(file, cancellationToken));
        return inside + string.Join('\n', hashes);
    }

    public async ValueTask DisposeAsync()
    {
        await Guest.DisposeAsync();
        directory.Dispose();
    }

    // Access times are left out: reading is allowed.
    private const string TreeLines = """
        cd /var/lib/incus
        find . -printf '%P\t%y\t%i\t%n\t%U\t%G\t%m\t%s\t%T@\t%C@\t%l\n' | sort
        find . -type f -print0 | sort -z | xargs -0 --no-run-if-empty sha256sum
        """;
}

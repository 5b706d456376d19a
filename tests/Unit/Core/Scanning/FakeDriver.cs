using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>Lists given volumes, fails after some, and counts how many of its pools are open.</summary>
internal sealed class FakeDriver(IEnumerable<StoredVolume> volumes, int failAfter) : IStorageDriver
{
    /// <summary>How many of its volumes may be looked into at once.</summary>
    public const int Readers = 4;

    public static PoolDefinition Pool { get; } = new() { Name = "fake", Driver = "fake", Source = "/nowhere", Origin = PoolOrigin.Typed };

    /// <summary>Opens a volume or snapshot.</summary>
    public Func<StoredVolume, string?, IOpenVolume> OpenVolume { get; init; } = (_, _) => new OpenVolume("/nowhere", "");

    /// <summary>What an opening waits for.</summary>
    public Func<Task> Opening { get; init; } = () => Task.CompletedTask;

    public int PoolsOpened { get; private set; }

    public int OpenPools { get; private set; }

    public string Name => "fake";

    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>();

    public bool IsRemote => false;

    /// <summary>What it finds; all of it is the same as any pool that is known otherwise.</summary>
    public ImmutableArray<FoundPool> Found { get; init; } = [];

    public Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken) => Task.FromResult(Found);

    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host) => Found.Contains(found);

    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host) => [];

    public Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        PoolsOpened++;
        OpenPools++;
        return Task.FromResult<IOpenPool>(new OpenFake(this));
    }

    private async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var volume in volumes)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (count++ == failAfter)
            {
                throw new IOException("the disk is gone");
            }

            yield return volume;
        }
    }

    private sealed class OpenFake(FakeDriver driver) : IOpenPool
    {
        public string? MountedAt => "/nowhere";

        public int Readers => FakeDriver.Readers;

        public Task<PoolLook> LookAsync(CancellationToken cancellationToken) => Task.FromResult(new PoolLook(true, 0, null));

        public async Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken)
        {
            await driver.Opening().WaitAsync(cancellationToken);
            return driver.OpenVolume(volume, snapshot);
        }

        public IAsyncEnumerable<StoredVolume> ListAsync(CancellationToken cancellationToken) => driver.ListAsync(cancellationToken);

        public ValueTask DisposeAsync()
        {
            driver.OpenPools--;
            return ValueTask.CompletedTask;
        }
    }
}

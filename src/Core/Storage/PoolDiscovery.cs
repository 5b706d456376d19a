using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>Finds pools on a host without being told: merges what the database knows and what each driver finds. Looks only; thread-safe.</summary>
public sealed class PoolDiscovery(StorageDrivers drivers)
{
    /// <summary>Looks for pools; one candidate for each real one, sorted by name. What is wrong with one is a finding on it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="known">Pools of the database.</param>
    /// <param name="cancellationToken">Gives up; what was mounted for a look is unmounted.</param>
    public async Task<ImmutableArray<PoolCandidate>> DiscoverAsync(
        HostSurvey host, ImmutableArray<PoolDefinition> known, CancellationToken cancellationToken)
    {
        var candidates = new Dictionary<string, PoolCandidate>(StringComparer.Ordinal);
        foreach (var pool in known)
        {
            candidates[pool.Name] = await LookAtAsync(new FoundPool { Definition = pool }, host, cancellationToken).ConfigureAwait(false);
        }

        var others = new List<PoolCandidate>();
        foreach (var found in await FindAsync(host, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pool = found.Definition;
            if (Twin(found, candidates.Values, host) is { } twin)
            {
                candidates[twin.Definition.Name] = twin.WithWarnings(found.Findings);
                continue;
            }

            var isTaken = candidates.TryGetValue(pool.Name, out var other) && !IsEmptyPlaceOf(other, pool);
            if (isTaken && pool.Origin != PoolOrigin.BlockDevice)
            {
                continue;
            }

            var candidate = await LookAtAsync(found, host, cancellationToken).ConfigureAwait(false);
            if (pool.Origin == PoolOrigin.BlockDevice && candidate.MountedAt is not null && !candidate.Suggested)
            {
                // A mounted file system without volumes is the host's own.
                continue;
            }

            if (isTaken)
            {
                // The same name on another disk: offered, but not both can come back.
                others.Add(candidate with { Suggested = false });
            }
            else
            {
                candidates[pool.Name] = candidate;
            }
        }

        return [.. candidates.Values.Concat(others).OrderBy(candidate => candidate.Definition.Name, StringComparer.Ordinal)];
    }

    /// <summary>What all drivers find, and what none of them did: what lies in Incus' own places first, disks last.</summary>
    private async Task<IEnumerable<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(drivers.All.Select(driver => driver.FindAsync(host, cancellationToken))).ConfigureAwait(false);
        return found
            .SelectMany(pools => pools)
            .Concat(UnclaimedPlaces.On(host).Select(pool => new FoundPool { Definition = pool, SizeBytes = LoopFiles.SizeOf(pool.Source) }))
            .OrderBy(pool => pool.Definition.Origin is PoolOrigin.BlockDevice ? 2 : pool.Definition.Origin is PoolOrigin.LoopFile ? 1 : 0);
    }

    // A directory in which nothing lies is where a pool was mounted: what could be mounted there is the pool.
    private static bool IsEmptyPlaceOf(PoolCandidate candidate, PoolDefinition other) =>
        candidate is { Suggested: false, Definition.Origin: PoolOrigin.Directory } && other.Origin != PoolOrigin.Directory;

    /// <summary>The candidate that is the pool that was found; null when there is none yet.</summary>
    private PoolCandidate? Twin(FoundPool found, IEnumerable<PoolCandidate> candidates, HostSurvey host) => drivers.Find(found.Definition.Driver) is { } driver
        ? candidates.FirstOrDefault(candidate => candidate.Definition.Driver == driver.Name
            && ((found.Definition.Source.Length > 0 && candidate.Definition.Source == found.Definition.Source)
                || driver.IsSame(candidate.Definition, found, host)
                || (found.Device is not null && candidate.MountedAt is { } point && IsMountOf(found.Device, point))))
        : null;

    private static bool IsMountOf(string device, string point) =>
        MountTable.Read().At(point) is { } mount && (BlockDevices.AreSame(mount.Source, device) || BlockDevices.BackingFile(mount.Source) == device);

    private async Task<PoolCandidate> LookAtAsync(FoundPool found, HostSurvey host, CancellationToken cancellationToken)
    {
        var pool = found.Definition;
        var candidate = new PoolCandidate
        {
            Definition = pool,
            Findings = [.. found.Findings, .. drivers.Check(pool, host)],
            SizeBytes = found.SizeBytes,
            Suggested = pool.Known,
        };
        if (candidate.Findings.Any(finding => finding.Severity == FindingSeverity.Error))
        {
            return candidate;
        }

        try
        {
            if (found.Look is { } seen)
            {
                return WithLook(candidate with { MountedAt = found.MountedAt }, seen);
            }

            var open = await drivers.OpenAsync(pool, host, cancellationToken).ConfigureAwait(false);
            await using (open.ConfigureAwait(false))
            {
                var look = await open.LookAsync(cancellationToken).ConfigureAwait(false);
                return WithLook(candidate with { MountedAt = open.MountedAt, SizeBytes = found.SizeBytes ?? LoopFiles.SizeOf(pool.Source) }, look);
            }
        }
        catch (PoolUnreadableException failure)
        {
            return candidate with { Findings = candidate.Findings.Add(failure.Finding) };
        }
    }

    private static PoolCandidate WithLook(PoolCandidate candidate, PoolLook look) => candidate with
    {
        VolumeHint = look.Volumes,
        LastUsedAt = look.LastUsedAt,
        Suggested = candidate.Suggested || look.IsPool,
        Findings = look.IsPool ? candidate.Findings : candidate.Findings.Add(Finding.Of(FindingCode.PoolEmpty, candidate.Definition.Source)),
    };
}

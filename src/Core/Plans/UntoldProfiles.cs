using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;

namespace Recover.Core.Plans;

/// <summary>
/// Instances whose profiles no source tells: what those gave them is known from the instances alone, and what could not be worked out to belong to one profile becomes the
/// instance's own, so that it has what it had.
/// </summary>
internal sealed class UntoldProfiles(PlanWorld world, Decisions decisions)
{
    /// <summary>The instance with what its profiles will not give it; as it is when a source tells all its profiles.</summary>
    public BackupInstance Complete(ScannedVolume volume, BackupInstance recorded, Expansion expansion)
    {
        if (recorded.ExpandedConfig is not { } config || recorded.ExpandedDevices is not { } devices || !recorded.Profiles.Any(name => IsUntold(volume, name)))
        {
            return recorded;
        }

        var lostKeys = config.Where(pair =>
            !recorded.Config.ContainsKey(pair.Key)
            && !pair.Key.StartsWith("volatile.", StringComparison.Ordinal)
            && !pair.Key.StartsWith("image.", StringComparison.Ordinal)
            && expansion.Config.GetValueOrDefault(pair.Key) != pair.Value);
        var lostDevices = devices.Where(pair =>
            !recorded.Devices.ContainsKey(pair.Key)
            && (!expansion.Devices.TryGetValue(pair.Key, out var given) || !given.SequenceEqual(pair.Value)));
        return recorded with { Config = recorded.Config.AddRange(lostKeys), Devices = recorded.Devices.AddRange(lostDevices) };
    }

    private bool IsUntold(ScannedVolume volume, string name)
    {
        if (volume.Backup!.Profiles?.Any(profile => profile.Name == name) == true)
        {
            return false;
        }

        var decision = decisions.About(MissingKind.Profile, world.Effective(volume.Stored.Project, "profiles"), name);
        return decision?.IsDeduced
            ?? (name == "default" && world.Profile(volume.Stored.Project, name) is { Config.IsEmpty: true, Devices.IsEmpty: true });
    }
}

using Recover.Core.Backups;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Recover.Core.Plans;

/// <summary>
/// Which local keys of a backup file come back as they are, and which describe a moment that is over. A backup file is written in the middle of
/// the first start and not at a stop, so what it says of power and templates is stale (seen on Incus 6.0.4: the file of a container that was
/// started once still says <c>volatile.apply_template: create</c>, status Stopped and never used; only <c>volatile.idmap.current</c> tells).
/// </summary>
internal static class InstanceConfig
{
    private const string Power = "volatile.last_state.power";
    private const string Template = "volatile.apply_template";

    // The daemon deletes it at each start, because it can't know what happened meanwhile (seen on Incus 6.0.4).
    private const string Ready = "volatile.last_state.ready";

    /// <summary>Whether there is any sign that the instance was ever started.</summary>
    public static bool WasStarted(BackupInstance instance, bool running) =>
        running || instance.LastUsedAt is not null || instance.Status is not ("" or "Stopped") || HasSign(instance.Config);

    /// <summary>The keys of an instance as they are written.</summary>
    public static Config OfInstance(Config config, bool running, bool wasStarted)
    {
        var keys = Stored(config, keepHostNames: running, wasStarted);
        return running || wasStarted || config.ContainsKey(Power) ? keys.SetItem(Power, running ? "RUNNING" : "STOPPED") : keys;
    }

    /// <summary>The keys of a snapshot as they are written; restoring one must not bring back what is stale either.</summary>
    public static Config OfSnapshot(Config config)
    {
        var keys = Stored(config, keepHostNames: false, HasSign(config));
        return keys.ContainsKey(Power) ? keys.SetItem(Power, "STOPPED") : keys;
    }

    private static Config Stored(Config config, bool keepHostNames, bool wasStarted)
    {
        var stale = config
            .Where(pair => pair.Value.Length == 0 || pair.Key == Ready || (wasStarted && pair.Key == Template) || (!keepHostNames && IsHostName(pair.Key)))
            .Select(pair => pair.Key)
            .ToArray();
        return stale.Length == 0 ? config : config.RemoveRange(stale);
    }

    /// <summary>Keys that only a start writes; the first for containers, the second for virtual machines.</summary>
    private static bool HasSign(Config config) =>
        config.ContainsKey("volatile.idmap.current")
        || config.ContainsKey("volatile.vsock_id")
        || config.ContainsKey(Power)
        || config.Keys.Any(IsHostName);

    private static bool IsHostName(string key) =>
        key.StartsWith("volatile.", StringComparison.Ordinal) && key.EndsWith(".host_name", StringComparison.Ordinal);
}

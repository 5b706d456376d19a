using System.Text.Json;
using Recover.Core.Commands;

namespace Recover.Core.Storage.Ceph;

/// <summary>
/// Asks <c>radosgw-admin</c> what buckets there are and who owns them. Only of a cluster that has an object gateway: in another one the tool makes the pools of a
/// gateway by itself. Thread-safe.
/// </summary>
internal sealed class CephObjectTools(ICommandRunner commands)
{
    public const string Program = "radosgw-admin";

    // What the tool exits with for a user that does not exist (ceph 18).
    private const int NotThere = 22;
    private const string RootPool = ".rgw.root";
    private const string MetaSuffix = ".rgw.meta";

    private readonly CephTools _tools = new(commands);

    /// <summary>True when an object gateway has been set up in the cluster.</summary>
    /// <exception cref="CommandFailedException">The cluster does not answer, or this user may not ask.</exception>
    public async Task<bool> HasGatewayAsync(CephAccess access, CancellationToken cancellationToken)
    {
        var pools = await _tools.PoolsAsync(access, cancellationToken).ConfigureAwait(false);
        return pools.Contains(RootPool) && pools.Any(pool => pool.EndsWith(MetaSuffix, StringComparison.Ordinal));
    }

    /// <summary>All buckets of the cluster.</summary>
    /// <exception cref="CommandFailedException">They can't be listed.</exception>
    public Task<IReadOnlyList<CephBucket>> BucketsAsync(CephAccess access, CancellationToken cancellationToken) =>
        CephTools.AskAsync(commands, Spec(access, "bucket", "stats"), CephBucketList.Buckets, cancellationToken);

    /// <summary>A user with the keys of its sub-users; null when there is none of this name.</summary>
    /// <exception cref="CommandFailedException">It can't be read.</exception>
    public async Task<CephBucketOwner?> OwnerAsync(CephAccess access, string user, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(Spec(access, "user", "info", $"--uid={user}"), cancellationToken).ConfigureAwait(false);
        return result.ExitCode == NotThere ? null : CephTools.Parse(result.EnsureSuccess(), CephBucketList.Owner);
    }

    /// <summary>Where gateways of the cluster are reached, as far as the cluster knows.</summary>
    public async Task<IReadOnlyList<string>> EndpointsAsync(CephAccess access, CancellationToken cancellationToken)
    {
        var named = await TryAsync(Spec(access, "zonegroup", "get"), CephGateways.OfZones, cancellationToken).ConfigureAwait(false);
        return named.Count > 0
            ? named
            : await TryAsync(CephTools.ServicesOf(access), CephGateways.OfServices, cancellationToken).ConfigureAwait(false);
    }

    private static CommandSpec Spec(CephAccess access, params string[] arguments) => CephTools.Spec(Program, [.. access.Options, .. arguments]);

    private async Task<IReadOnlyList<string>> TryAsync(CommandSpec command, Func<JsonElement, IReadOnlyList<string>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await CephTools.AskAsync(commands, command, read, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException)
        {
            return [];
        }
    }
}

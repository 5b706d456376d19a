using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;

namespace Recover.Core.Databases.Kept;

/// <summary>To which kind of record the rows of a table belong. Thread-safe.</summary>
public static class RecordKinds
{
    private static readonly ImmutableDictionary<string, RecordKind> Kinds = new Dictionary<string, RecordKind>
    {
        ["instances"] = RecordKind.Instance,
        ["images"] = RecordKind.Image,
        ["storage_pools"] = RecordKind.Pool,
        ["storage_volumes"] = RecordKind.Volume,
        ["storage_buckets"] = RecordKind.Bucket,
        ["projects"] = RecordKind.Project,
        ["profiles"] = RecordKind.Profile,
        ["networks"] = RecordKind.Network,
        ["networks_acls"] = RecordKind.NetworkAcl,
        ["networks_zones"] = RecordKind.NetworkZone,
        ["networks_forwards"] = RecordKind.NetworkForward,
        ["networks_load_balancers"] = RecordKind.NetworkLoadBalancer,
        ["networks_peers"] = RecordKind.NetworkPeer,
        ["networks_integrations"] = RecordKind.NetworkIntegration,
        ["certificates"] = RecordKind.Certificate,
        ["config"] = RecordKind.ServerSetting,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The kind of a table, or of the table that it is a part of.</summary>
    public static RecordKind Of(string table) => Kinds
        .Where(kind => table == kind.Key || IsPart(table, kind.Key))
        .OrderByDescending(kind => kind.Key.Length)
        .Select(kind => (RecordKind?)kind.Value)
        .FirstOrDefault() ?? RecordKind.Other;

    /// <summary>The record that a row is a part of; the row itself when it is one.</summary>
    public static RowReference OwnerOf(RowReference row) =>
        !Kinds.ContainsKey(row.Table) && row.Key.Select(part => part.Row).FirstOrDefault(parent => parent is not null && IsPart(row.Table, parent.Table)) is { } owner
            ? OwnerOf(owner)
            : row;

    /// <summary>True when the rows of a table belong to those of another, as their names say it.</summary>
    public static bool IsPart(string table, string of) => table.StartsWith($"{of}_", StringComparison.Ordinal);
}

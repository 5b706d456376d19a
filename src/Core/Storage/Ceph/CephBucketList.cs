using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Recover.Core.Backups;

namespace Recover.Core.Storage.Ceph;

/// <summary>Reads what <c>radosgw-admin</c> prints of buckets and users (ceph 18). Thread-safe.</summary>
internal static class CephBucketList
{
    private static readonly ImmutableDictionary<string, string> Roles = ImmutableDictionary<string, string>.Empty
        .Add("full-control", "admin")
        .Add("read", "read-only");

    /// <summary>The buckets in the order of their names; those of other tenants, which Incus does not use, left out.</summary>
    public static IReadOnlyList<CephBucket> Buckets(JsonElement root) =>
    [
        .. root.EnumerateArray()
            .Where(one => Text(one, "tenant").Length == 0)
            .Select(one => new CephBucket(Text(one, "bucket"), Text(one, "owner"), Time(Text(one, "creation_time"))))
            .OrderBy(bucket => bucket.Name, StringComparer.Ordinal),
    ];

    /// <summary>A user: a key of a bucket is a sub-user with a right that Incus gives.</summary>
    public static CephBucketOwner Owner(JsonElement root)
    {
        var prefix = $"{Text(root, "user_id")}:";
        var rights = Items(root, "subusers").ToLookup(one => Text(one, "id"), one => Text(one, "permissions"), StringComparer.Ordinal);
        var keys = ImmutableArray.CreateBuilder<StoredBucketKey>();
        var secrets = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var key in Items(root, "keys"))
        {
            var user = Text(key, "user");
            if (user.StartsWith(prefix, StringComparison.Ordinal) && user.Length > prefix.Length && Roles.TryGetValue(rights[user].FirstOrDefault() ?? "", out var role))
            {
                keys.Add(new StoredBucketKey(user[prefix.Length..], role, Text(key, "access_key")));
                secrets[Text(key, "access_key")] = Text(key, "secret_key");
            }
        }

        keys.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return new CephBucketOwner([.. keys.DistinctBy(key => key.Name, StringComparer.Ordinal)], Quota(root), secrets.ToImmutable());
    }

    private static long? Quota(JsonElement root) =>
        root.TryGetProperty("bucket_quota", out var quota) && quota.GetProperty("enabled").GetBoolean() && quota.GetProperty("max_size").GetInt64() is > 0 and var size
            ? size
            : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name) => root.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    private static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static IncusTime? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? IncusTime.From(time) : null;
}

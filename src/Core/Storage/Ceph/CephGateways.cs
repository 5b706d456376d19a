using System.Text.Json;

namespace Recover.Core.Storage.Ceph;

/// <summary>Tells where the object gateways of a cluster are reached (ceph 18). Thread-safe.</summary>
internal static class CephGateways
{
    /// <summary>What the administrator of the gateways wrote down.</summary>
    public static IReadOnlyList<string> OfZones(JsonElement root) =>
        [.. root.GetProperty("endpoints").EnumerateArray().Select(one => one.GetString()).OfType<string>().Where(IsAddress)];

    /// <summary>What the gateways that run now say of themselves.</summary>
    public static IReadOnlyList<string> OfServices(JsonElement root)
    {
        if (!root.GetProperty("services").TryGetProperty("rgw", out var gateways))
        {
            return [];
        }

        return
        [
            .. gateways.GetProperty("daemons").EnumerateObject()
                .Where(daemon => daemon.Value.ValueKind == JsonValueKind.Object)
                .Select(daemon => daemon.Value.GetProperty("metadata"))
                .SelectMany(metadata => metadata.EnumerateObject()
                    .Where(entry => entry.Name.StartsWith("frontend_config#", StringComparison.Ordinal))
                    .SelectMany(entry => Addresses(entry.Value.GetString() ?? "", metadata.TryGetProperty("hostname", out var host) ? host.GetString() ?? "" : "")))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    // Such as "beast endpoint=192.0.2.1:7480" or "beast port=80 ssl_port=443".
    private static IEnumerable<string> Addresses(string frontend, string host) => frontend
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .Select(pair => pair[0] switch
        {
            "endpoint" => $"http://{pair[1]}",
            "ssl_endpoint" => $"https://{pair[1]}",
            "port" => $"http://{host}:{pair[1]}",
            "ssl_port" => $"https://{host}:{pair[1]}",
            _ => "",
        })
        .Where(IsAddress);

    /// <summary>True for what Incus takes as the address of a gateway.</summary>
    public static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}

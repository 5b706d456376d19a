using System.Collections.Immutable;
using System.Text.Json;

namespace Recover.Core.Hosts;

/// <summary>Turns the daemon's JSON into records; what is null or absent in it becomes empty. Stateless.</summary>
internal static class IncusAnswers
{
    // Go's zero time stands for "none"; 1970 for "never used".
    private static readonly DateTimeOffset NoTime = DateTimeOffset.UnixEpoch;

    public static IncusServer Server(JsonElement json)
    {
        var environment = json.TryGetProperty("environment", out var value) ? value : default(JsonElement?);
        return environment is not { } known ? new IncusServer() : new IncusServer
        {
            Version = Text(known, "server_version"),
            Clustered = Flag(known, "server_clustered"),
            Name = Text(known, "server_name"),
            Architectures = [.. Items(known, "architectures").Select(name => name.GetString() ?? "")],
            Driver = Text(known, "driver"),
        };
    }

    public static IncusInstance Instance(JsonElement json) => new()
    {
        Project = Text(json, "project"),
        Name = Text(json, "name"),
        Type = Text(json, "type"),
        Status = Text(json, "status"),
        Description = Text(json, "description"),
        Architecture = Text(json, "architecture"),
        Ephemeral = Flag(json, "ephemeral"),
        Stateful = Flag(json, "stateful"),
        CreatedAt = Time(json, "created_at"),
        Profiles = [.. Items(json, "profiles").Select(name => name.GetString() ?? "")],
        Config = Map(json, "config"),
        Devices = Devices(json, "devices"),
        ExpandedDevices = Devices(json, "expanded_devices"),
        Snapshots = [.. Items(json, "snapshots").Select(Snapshot)],
    };

    public static IncusPool Pool(JsonElement json) =>
        new(Text(json, "name"), Text(json, "driver"), Text(json, "description"), Text(json, "status"), Map(json, "config"));

    /// <summary>Project and name of an instance from its address, such as <c>/1.0/instances/web1?project=shop</c>; without a project it is <c>default</c>.</summary>
    public static (string Project, string Name) InstanceName(JsonElement json)
    {
        const string Key = "project=";
        var parts = (json.GetString() ?? "").Split('?', 2);
        var project = parts.Length < 2 ? null : parts[1].Split('&').FirstOrDefault(part => part.StartsWith(Key, StringComparison.Ordinal));
        return (project is null ? "default" : Uri.UnescapeDataString(project[Key.Length..]), Uri.UnescapeDataString(parts[0][(parts[0].LastIndexOf('/') + 1)..]));
    }

    /// <summary>The text of a dump, from UTF-8 to UTF-8: it may have tens of megabytes. Empty when the answer has none.</summary>
    public static ReadOnlyMemory<byte> DumpText(byte[] answer)
    {
        var reader = new Utf8JsonReader(answer);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 2 && reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                var text = new byte[reader.ValueSpan.Length];
                return reader.TokenType == JsonTokenType.String ? text.AsMemory(0, reader.CopyString(text)) : default;
            }

            if (reader.CurrentDepth != 1 || !reader.ValueTextEquals("metadata"u8))
            {
                reader.Skip();
            }
        }

        return default;
    }

    private static IncusSnapshot Snapshot(JsonElement json)
    {
        var name = Text(json, "name");
        return new(name[(name.IndexOf('/') + 1)..], Time(json, "created_at"), Time(json, "expires_at"), Flag(json, "stateful"));
    }

    public static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.TryGetDateTimeOffset(out var time) && time > NoTime ? time.ToUniversalTime() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static ImmutableSortedDictionary<string, string> Map(JsonElement json, string name) =>
        Members(json, name).ToImmutableSortedDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices(JsonElement json, string name) =>
        json.TryGetProperty(name, out var devices)
            ? Members(json, name).ToImmutableSortedDictionary(device => device.Name, device => Map(devices, device.Name), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;
}

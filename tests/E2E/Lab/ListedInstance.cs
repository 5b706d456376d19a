using System.Text.Json;

namespace Recover.Tests.E2E.Lab;

/// <summary>An instance as the real client lists it.</summary>
internal sealed record ListedInstance(string Project, string Name, string Type, IReadOnlyList<string> Snapshots)
{
    /// <summary>The name its volume has on a pool.</summary>
    public string NameOnDisk => Project == "default" ? Name : $"{Project}_{Name}";

    public static async Task<IReadOnlyList<ListedInstance>> AllAsync(PrivateIncus incus, CancellationToken cancellationToken)
    {
        using var list = JsonDocument.Parse(await incus.IncusAsync(cancellationToken, "list", "--all-projects", "--format", "json"));
        return
        [
            .. list.RootElement.EnumerateArray().Select(instance => new ListedInstance(
                instance.GetProperty("project").GetString()!,
                instance.GetProperty("name").GetString()!,
                instance.GetProperty("type").GetString()!,
                SnapshotsOf(instance))),
        ];
    }

    public override string ToString() => $"{Type} {NameOnDisk} [{string.Join(", ", Snapshots)}]";

    private static string[] SnapshotsOf(JsonElement instance) =>
        instance.TryGetProperty("snapshots", out var snapshots) && snapshots.ValueKind == JsonValueKind.Array
            ? [.. snapshots.EnumerateArray().Select(snapshot => snapshot.GetProperty("name").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal)]
            : [];
}

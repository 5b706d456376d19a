using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recover.Core.Plans;

/// <summary>An ownership map as Incus writes it into <c>volatile.idmap.*</c>: which host ids stand for the ids inside. Immutable.</summary>
internal sealed record IdMap
{
    private IdMap(string text, ImmutableArray<Entry> entries)
    {
        Text = text;
        Entries = entries;
    }

    /// <summary>The value of the key, exactly.</summary>
    public string Text { get; }

    private ImmutableArray<Entry> Entries { get; }

    /// <summary>Reads a value; null when it is none, is empty or is not a map.</summary>
    public static IdMap? Parse(string? text)
    {
        if (text is null or "" or "[]" || text.Length > 64 * 1024)
        {
            return null;
        }

        try
        {
            var entries = JsonSerializer.Deserialize<ImmutableArray<Entry>>(text);
            return entries is { IsDefaultOrEmpty: false } ? new IdMap(text, entries) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The smallest user id inside that a user id of the host stands for; null when it stands for none.</summary>
    public long? Inside(uint userId) => Entries
        .Where(entry => entry.IsUserId && userId >= entry.HostId && userId - entry.HostId < entry.Range)
        .Min(entry => (long?)(entry.InsideId + userId - entry.HostId));

    private sealed record Entry(
        [property: JsonPropertyName("Isuid")] bool IsUserId,
        [property: JsonPropertyName("Hostid")] long HostId,
        [property: JsonPropertyName("Nsid")] long InsideId,
        [property: JsonPropertyName("Maprange")] long Range);
}

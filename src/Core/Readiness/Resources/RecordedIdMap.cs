using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recover.Core.Readiness.Resources;

/// <summary>The entries of <c>volatile.idmap.next</c>. Stateless.</summary>
internal static class RecordedIdMap
{
    private const int MostCharacters = 64 * 1024;

    /// <summary>Reads them; empty when there are none or it is not such a map.</summary>
    public static ImmutableArray<Entry> Read(string? text)
    {
        if (text is not { Length: > 0 and <= MostCharacters })
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<ImmutableArray<Entry>>(text) is { IsDefault: false } entries ? entries : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>One range of ids.</summary>
    internal sealed record Entry(
        [property: JsonPropertyName("Isuid")] bool IsUserId,
        [property: JsonPropertyName("Isgid")] bool IsGroupId,
        [property: JsonPropertyName("Hostid")] long First,
        [property: JsonPropertyName("Maprange")] long Count)
    {
        /// <summary>The ids of the host.</summary>
        [JsonIgnore]
        public IdRange Ids => new(First, Count);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recover.Core.Backups;

/// <summary>Writes and reads <see cref="IncusTime"/> as an RFC 3339 string. Thread-safe.</summary>
public sealed class IncusTimeJsonConverter : JsonConverter<IncusTime>
{
    /// <inheritdoc/>
    public override IncusTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IncusTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IncusTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

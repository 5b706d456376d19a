using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Recover.Core.Backups;

namespace Recover.Core.Storage.Ceph;

/// <summary>
/// When an image and its snapshots were made, as <c>rbd info</c> and <c>rbd snap ls</c> print it: like ctime(3), to the second, in the time zone of this host
/// (source of ceph 18). What is printed otherwise is no date. Immutable.
/// </summary>
/// <param name="CreatedAt">Of the image; null when it is not told.</param>
/// <param name="Snapshots">Of its snapshots, by name; those that are told.</param>
internal sealed record CephDates(IncusTime? CreatedAt, ImmutableDictionary<string, IncusTime> Snapshots)
{
    private const string Pattern = "ddd MMM d HH:mm:ss yyyy";

    /// <summary>Of an image and its snapshots.</summary>
    /// <param name="image">What <c>rbd info</c> printed.</param>
    /// <param name="snapshots">What <c>rbd snap ls</c> printed; null when nobody asked.</param>
    /// <param name="zone">The zone they are printed in.</param>
    public static CephDates Of(JsonElement image, JsonElement? snapshots, TimeZoneInfo zone)
    {
        IEnumerable<JsonElement> all = snapshots is { } list ? list.EnumerateArray() : [];
        return new CephDates(
            Time(image, "create_timestamp", zone),
            all.Select(one => (Name: one.GetProperty("name").GetString() ?? "", Time: Time(one, "timestamp", zone)))
                .Where(one => one.Time is not null)
                .DistinctBy(one => one.Name, StringComparer.Ordinal)
                .ToImmutableDictionary(one => one.Name, one => one.Time!.Value, StringComparer.Ordinal));
    }

    private static IncusTime? Time(JsonElement of, string name, TimeZoneInfo zone) =>
        of.TryGetProperty(name, out var text)
        && DateTime.TryParseExact(text.GetString(), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var local)
        && !zone.IsInvalidTime(local)
            ? IncusTime.From(TimeZoneInfo.ConvertTimeToUtc(local, zone))
            : null;
}

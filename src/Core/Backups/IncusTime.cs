using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Recover.Core.Backups;

/// <summary>
/// A point in time in UTC with the nine fraction digits that Incus keeps (<see cref="DateTimeOffset"/> keeps seven). From year 1 to 9999.
/// Backup files and the API write it as RFC 3339, the database as <c>YYYY-MM-DD HH:MM:SS[.fraction]+00:00</c> without trailing zeros in the
/// fraction; both were seen on Incus 6.0.4. Its JSON form is RFC 3339. Immutable and thread-safe.
/// </summary>
[JsonConverter(typeof(IncusTimeJsonConverter))]
public readonly record struct IncusTime : IComparable<IncusTime>
{
    private const int NanosecondsPerSecond = 1_000_000_000;
    private static readonly long FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Creates it from seconds since 1970 and the fraction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the years 1 to 9999, or the fraction is not below a second.</exception>
    public IncusTime(long unixSeconds, int nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unixSeconds, FirstSecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unixSeconds, LastSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nanoseconds, NanosecondsPerSecond);
        UnixSeconds = unixSeconds;
        Nanoseconds = nanoseconds;
    }

    /// <summary>Go's zero time, which Incus writes for "none".</summary>
    public static IncusTime Zero { get; } = new(FirstSecond, 0);

    /// <summary>1970-01-01, which Incus writes for "never used".</summary>
    public static IncusTime Epoch { get; } = new(0, 0);

    /// <summary>Whole seconds since 1970-01-01 UTC.</summary>
    public long UnixSeconds { get; }

    /// <summary>Fraction of the second, 0 to 999,999,999.</summary>
    public int Nanoseconds { get; }

    /// <summary>Takes over a time of the framework, exactly.</summary>
    public static IncusTime From(DateTimeOffset time) =>
        new(time.ToUnixTimeSeconds(), (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * 100);

    /// <summary>Reads RFC 3339 or the database's text form, with any offset and up to nine fraction digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IncusTime time)
    {
        time = default;
        if (text is null || text.Length is < 20 or > 40)
        {
            return false;
        }

        var value = text.AsSpan();
        var zone = value[19..].IndexOfAny('Z', '+', '-');
        if (zone < 0
            || value[10] is not ('T' or ' ')
            || !DateTime.TryParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !TimeOnly.TryParseExact(value[11..19], "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            || !TryParseFraction(value[19..(19 + zone)], out var nanoseconds)
            || !TryParseOffset(value[(19 + zone)..], out var offset))
        {
            return false;
        }

        var seconds = new DateTimeOffset(day, TimeSpan.Zero).ToUnixTimeSeconds() + (long)clock.ToTimeSpan().TotalSeconds - offset;
        if (seconds < FirstSecond || seconds > LastSecond)
        {
            return false;
        }

        time = new IncusTime(seconds, nanoseconds);
        return true;
    }

    /// <summary>As the framework's type; fraction digits beyond the seventh are cut.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds).AddTicks(Nanoseconds / 100);

    /// <summary>The text form of the database's DATETIME columns.</summary>
    public string ToDatabaseText() => Format(' ', "+00:00");

    /// <summary>RFC 3339 in UTC.</summary>
    public override string ToString() => Format('T', "Z");

    /// <inheritdoc/>
    public int CompareTo(IncusTime other) =>
        UnixSeconds != other.UnixSeconds ? UnixSeconds.CompareTo(other.UnixSeconds) : Nanoseconds.CompareTo(other.Nanoseconds);

    public static bool operator <(IncusTime left, IncusTime right) => left.CompareTo(right) < 0;

    public static bool operator >(IncusTime left, IncusTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(IncusTime left, IncusTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IncusTime left, IncusTime right) => left.CompareTo(right) >= 0;

    private static bool TryParseFraction(ReadOnlySpan<char> text, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length is < 2 or > 10 || text[1..].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        for (var i = 1; i <= 9; i++)
        {
            nanoseconds = (nanoseconds * 10) + (i < text.Length ? text[i] - '0' : 0);
        }

        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text is "Z")
        {
            return true;
        }

        if (text.Length != 6
            || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text[4..6], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 23
            || minutes > 59)
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * 60 * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private string Format(char separator, string zone)
    {
        var whole = DateTimeOffset.FromUnixTimeSeconds(UnixSeconds);
        var fraction = Nanoseconds == 0 ? "" : "." + Nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{whole:yyyy-MM-dd}{separator}{whole:HH:mm:ss}{fraction}{zone}");
    }
}

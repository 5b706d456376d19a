using System.Globalization;
using Recover.Web.Texts;

namespace Recover.Web;

/// <summary>Fills texts with numbers, sizes and times as people read them.</summary>
internal static class Words
{
    private static readonly string[] SizeUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Fill(string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>The text for one, or the one for any other number.</summary>
    public static string Count(int number, string one, string many) => number == 1 ? one : Fill(many, number);

    public static string Instances(int number) => Count(number, SharedTexts.InstanceOne, SharedTexts.InstanceMany);

    public static string Pools(int number) => Count(number, SharedTexts.PoolOne, SharedTexts.PoolMany);

    public static string Volumes(int number) => Count(number, SharedTexts.VolumeOne, SharedTexts.VolumeMany);

    public static string Snapshots(int number) => Count(number, SharedTexts.SnapshotOne, SharedTexts.SnapshotMany);

    public static string Changes(int number) => Count(number, SharedTexts.ChangeOne, SharedTexts.ChangeMany);

    public static string Size(long? bytes)
    {
        if (bytes is not { } rest)
        {
            return SharedTexts.Unknown;
        }

        var unit = 0;
        var value = (double)rest;
        while (value >= 1024 && unit < SizeUnits.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return $"{value.ToString(unit == 0 ? "0" : "0.#", CultureInfo.CurrentCulture)} {SizeUnits[unit]}";
    }

    /// <summary>Date and time in the host's zone, which is said.</summary>
    public static string Moment(DateTimeOffset? at, TimeProvider time)
    {
        if (at is not { } moment)
        {
            return SharedTexts.Unknown;
        }

        var local = TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
        var zone = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return $"{local.ToString(SharedTexts.YearToTime, CultureInfo.CurrentCulture)} {zone}";
    }

    /// <summary>Length of time such as <c>2 min 3 s</c>.</summary>
    public static string Duration(TimeSpan length) => length.TotalMinutes >= 1
        ? $"{(int)length.TotalMinutes} min {length.Seconds} s"
        : $"{length.TotalSeconds.ToString(length.TotalSeconds < 10 ? "0.0" : "0", CultureInfo.CurrentCulture)} s";
}

using System.Globalization;
using System.Resources;

namespace Recover.Core.Storage;

/// <summary>The words of this room for operators, from <c>StorageTexts.resx</c>. Thread-safe.</summary>
internal static class StorageTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Storage.StorageTexts", typeof(StorageTexts).Assembly);

    public static string NotAbsolute => Text(nameof(NotAbsolute));

    public static string NotADirectory => Text(nameof(NotADirectory));

    public static string NotOnBtrfs => Text(nameof(NotOnBtrfs));

    public static string NoBtrfsInside => Text(nameof(NoBtrfsInside));

    public static string NeitherFileNorDevice => Text(nameof(NeitherFileNorDevice));

    public static string ReadingCephPools => Text(nameof(ReadingCephPools));

    public static string NotACephName => Text(nameof(NotACephName));

    public static string NotAnAddress => Text(nameof(NotAnAddress));

    /// <summary>A cluster in which nobody set up an object gateway.</summary>
    public static string NoGateway(string cluster) => string.Format(CultureInfo.CurrentCulture, Text(nameof(NoGateway)), cluster);

    /// <summary>What to do with a pool that daemons of its own keep; null for every other kind.</summary>
    public static string? DaemonsOf(string driver) => Resources.GetString($"Daemons.{driver}", CultureInfo.CurrentUICulture);

    /// <summary>The part of it that helps whoever has the pool's record already.</summary>
    public static string DaemonsCheck(string driver) => Text($"DaemonsCheck.{driver}");

    public static string NoFileSystemOnImage => Text(nameof(NoFileSystemOnImage));

    public static string ReadingBtrfsPools => Text(nameof(ReadingBtrfsPools));

    public static string NoSendStream => Text(nameof(NoSendStream));

    public static string SendStreamCut => Text(nameof(SendStreamCut));

    public static string ListTooLong => Text(nameof(ListTooLong));

    public static string NoDatasetName => Text(nameof(NoDatasetName));

    public static string NoFileSystemInside => Text(nameof(NoFileSystemInside));

    public static string NoSpaceForImage => Text(nameof(NoSpaceForImage));

    public static string ReadingZfsPools => Text(nameof(ReadingZfsPools));

    public static string ReadingLvmPools => Text(nameof(ReadingLvmPools));

    public static string NoVolumesOfIncus => Text(nameof(NoVolumesOfIncus));

    public static string NoFileSystemVolume => Text(nameof(NoFileSystemVolume));

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}

using System.Globalization;
using System.Resources;

namespace Recover.Core.Scanning;

/// <summary>Words of the scan, from <c>ScanTexts.resx</c>. Thread-safe.</summary>
internal static class ScanTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Scanning.ScanTexts", typeof(ScanTexts).Assembly);

    public static string NoPool => Text(nameof(NoPool));

    public static string RecordedInstance(string project, string name, string pool) => Fill(nameof(RecordedInstance), project, name, pool);

    public static string SnapshotTwice(string name) => Fill(nameof(SnapshotTwice), name);

    public static string UnfitLink => Text(nameof(UnfitLink));

    public static string UnfitKind => Text(nameof(UnfitKind));

    public static string UnfitSize => Text(nameof(UnfitSize));

    public static string ValueInFiles(string value, int count) => Fill(nameof(ValueInFiles), value, count);

    public static string AndMore(string names, int count) => Fill(nameof(AndMore), names, count);

    public static string FromDnsmasq => Text(nameof(FromDnsmasq));

    public static string FromDhcpRange => Text(nameof(FromDhcpRange));

    public static string SubnetGuessed(int length) => Fill(nameof(SubnetGuessed), length);

    public static string FromInterface => Text(nameof(FromInterface));

    public static string FromFirewall => Text(nameof(FromFirewall));

    public static string FromRawFile => Text(nameof(FromRawFile));

    public static string UsualForPrivate => Text(nameof(UsualForPrivate));

    private static string Fill(string key, params object[] values) => string.Format(CultureInfo.CurrentCulture, Text(key), values);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}

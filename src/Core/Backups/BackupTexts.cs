using System.Globalization;
using System.Resources;

namespace Recover.Core.Backups;

/// <summary>What is wrong with a file, for experts, from <c>BackupTexts.resx</c>. Thread-safe.</summary>
internal static class BackupTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Backups.BackupTexts", typeof(BackupTexts).Assembly);

    public static string TooLarge(long bytes, long maximum) => Fill(nameof(TooLarge), bytes, maximum);

    public static string ControlCharacter(int character, int offset) => Fill(nameof(ControlCharacter), character, offset);

    public static string NotUtf8 => Text(nameof(NotUtf8));

    public static string SecondDocument => Text(nameof(SecondDocument));

    public static string MapExpected(string path) => Fill(nameof(MapExpected), path);

    public static string ListExpected(string path) => Fill(nameof(ListExpected), path);

    public static string TextExpected(string path) => Fill(nameof(TextExpected), path);

    public static string KeyExpected(string path) => Fill(nameof(KeyExpected), path);

    public static string KeyTwice(string path) => Fill(nameof(KeyTwice), path);

    public static string TooDeep(int maximum) => Fill(nameof(TooDeep), maximum);

    public static string TooMany(int maximum) => Fill(nameof(TooMany), maximum);

    public static string Anchor => Text(nameof(Anchor));

    public static string BooleanExpected(string path) => Fill(nameof(BooleanExpected), path);

    public static string TimeExpected(string path) => Fill(nameof(TimeExpected), path);

    private static string Fill(string key, params object[] values) => string.Format(CultureInfo.CurrentCulture, Text(key), values);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}

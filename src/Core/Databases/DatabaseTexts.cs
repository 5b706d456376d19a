using System.Globalization;
using System.Resources;

namespace Recover.Core.Databases;

/// <summary>The words of this room, from <c>DatabaseTexts.resx</c>. Thread-safe.</summary>
public static class DatabaseTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Databases.DatabaseTexts", typeof(DatabaseTexts).Assembly);

    /// <summary>Why a missing database can't be planned for.</summary>
    public static string NoTemplate => Text(nameof(NoTemplate));

    /// <summary>Nothing in the files gives a database.</summary>
    internal static string NothingReadable => Text(nameof(NothingReadable));

    /// <summary>A statement was refused on the copy.</summary>
    /// <param name="number">Which, from 1.</param>
    /// <param name="error">SQLite's words.</param>
    public static string StatementRefused(int number, string error) => Fill(nameof(StatementRefused), number, error);

    /// <summary>The words of a check that did not hold.</summary>
    internal static string Problem(RehearsalCheck check, string items) => Fill($"Problem.{check}", items);

    /// <summary>Why a file of definitions is refused.</summary>
    internal static string Definitions(string key, params object[] arguments) => Fill(key, arguments);

    private static string Fill(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, Text(key), arguments);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}

using System.Globalization;
using System.Text;
using Recover.Core.Backups;

namespace Recover.Core.Plans;

/// <summary>Values as literals of SQLite's SQL. Whatever a value holds, it stays one value.</summary>
internal static class SqlLiteral
{
    /// <summary>A text: in quotes, or as bytes when it holds characters that a file of statements does not carry safely.</summary>
    public static string Of(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && character is not ('\n' or '\t'))
            {
                return $"CAST(x'{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))}' AS TEXT)";
            }
        }

        return text.Contains('\'', StringComparison.Ordinal) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"'{text}'";
    }

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(long? number) => number is { } value ? Of(value) : "NULL";

    public static string Of(bool value) => value ? "1" : "0";

    /// <summary>A time in the text form of the database; none is Go's zero time.</summary>
    public static string Of(IncusTime? time) => $"'{(time ?? IncusTime.Zero).ToDatabaseText()}'";
}

using System.Text;
using System.Text.RegularExpressions;

namespace Recover.Core.Plans;

/// <summary>
/// A plan does not hold the secrets of buckets' keys. Its statements have a mark in their place, which is replaced when they are handed to the daemon, by
/// what the storage says then. Thread-safe.
/// </summary>
public static partial class BucketSecrets
{
    /// <summary>What stands for the secret of an access key.</summary>
    public static string Mark(string accessKey) => $"<secret of the access key {accessKey}>";

    /// <summary>The access keys whose secrets a plan needs.</summary>
    public static IEnumerable<string> Needed(RecoveryPlan plan) => plan.Create.Buckets.SelectMany(bucket => bucket.Keys).Select(key => key.AccessKey).Distinct(StringComparer.Ordinal);

    /// <summary>A text of statements with each mark replaced.</summary>
    /// <param name="text">The statements of a plan.</param>
    /// <param name="secrets">By access key.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, string> secrets)
    {
        var filled = new StringBuilder(text);
        foreach (var (accessKey, secret) in secrets)
        {
            filled.Replace(SqlLiteral.Of(Mark(accessKey)), SqlLiteral.Of(secret));
        }

        return filled.ToString();
    }

    /// <summary>True when a text is that of a plan's statements, whatever stands in the place of the marks.</summary>
    /// <param name="text">What may have been filled.</param>
    /// <param name="statements">The statements with their marks.</param>
    public static bool IsFilled(string text, string statements)
    {
        var rest = text.AsSpan();
        foreach (var (index, piece) in MarkPattern().Split(statements).Index())
        {
            if ((index > 0 && !SkipLiteral(ref rest)) || !rest.StartsWith(piece, StringComparison.Ordinal))
            {
                return false;
            }

            rest = rest[piece.Length..];
        }

        return rest.IsEmpty;
    }

    [GeneratedRegex("'<secret of the access key (?:[^']|'')*>'", RegexOptions.CultureInvariant)]
    private static partial Regex MarkPattern();

    private static bool SkipLiteral(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '\'')
        {
            return false;
        }

        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] != '\'')
            {
                continue;
            }

            if (at + 1 < rest.Length && rest[at + 1] == '\'')
            {
                at++;
                continue;
            }

            rest = rest[(at + 1)..];
            return true;
        }

        return false;
    }
}

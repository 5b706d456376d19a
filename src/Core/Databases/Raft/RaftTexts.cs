using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using Recover.Core.Findings;

namespace Recover.Core.Databases.Raft;

/// <summary>The words about database directories, from <c>RaftTexts.resx</c>. Thread-safe.</summary>
public static class RaftTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Databases.Raft.RaftTexts", typeof(RaftTexts).Assembly);

    /// <summary>What was found.</summary>
    /// <param name="code">The finding.</param>
    /// <param name="arguments">The file, then the arguments of the code.</param>
    public static string Message(DatabaseFindingCode code, ImmutableArray<string> arguments) => Fill($"{code}.Message", arguments);

    /// <summary>What can be done.</summary>
    /// <param name="code">The finding.</param>
    /// <param name="arguments">The file, then the arguments of the code.</param>
    public static string Remedy(DatabaseFindingCode code, ImmutableArray<string> arguments) => Fill($"{code}.Remedy", arguments);

    /// <summary>What the daemon does.</summary>
    /// <param name="reaction">What it does.</param>
    /// <param name="text">What it logs; empty when nothing.</param>
    public static string Reaction(DaemonReaction reaction, string text)
    {
        var words = Text($"Reaction.{reaction}");
        return text.Length == 0 ? words : $"{words} {Fill("Reaction.Text", [text])}";
    }

    /// <summary>The usual severity of a finding.</summary>
    public static FindingSeverity Severity(DatabaseFindingCode code) => Enum.Parse<FindingSeverity>(Text($"{code}.Severity"));

    /// <summary>A compressed snapshot that does not say how large it is.</summary>
    internal static string FrameWithoutSize => Text(nameof(FrameWithoutSize));

    /// <summary>A name of the log that is a link.</summary>
    internal static string IsLink => Text(nameof(IsLink));

    /// <summary>A name of the log that is no file.</summary>
    internal static string IsNoFile => Text(nameof(IsNoFile));

    /// <summary>A compressed snapshot whose size can't be.</summary>
    internal static string FrameSize(long size) => Fill(nameof(FrameSize), [$"{size}"]);

    /// <summary>More entries than any daemon makes.</summary>
    internal static string TooManyEntries(int most) => Fill(nameof(TooManyEntries), [$"{most}"]);

    private static string Fill(string key, ImmutableArray<string> arguments) =>
        string.Format(CultureInfo.CurrentCulture, Text(key), [.. arguments]);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}

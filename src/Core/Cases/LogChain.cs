using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Cases;

/// <summary>
/// The chain of the event log: the SHA-256 of an entry is that of a compact JSON array of strings, [previous, number, case, at, by, what, state], with null
/// where there is none. Thread-safe.
/// </summary>
public static class LogChain
{
    /// <summary>What the first entry has before it.</summary>
    public static string Beginning { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>The entry as it is stored after the given one.</summary>
    public static CaseEvent Seal(CaseEvent one, LogSeal? last, int? caseNumber, string? state)
    {
        var open = one with { Seal = new LogSeal((last?.Number ?? 0) + 1, caseNumber, state, last?.Sha256 ?? Beginning, "") };
        return open with { Seal = open.Seal with { Sha256 = HashOf(open, open.Seal) } };
    }

    /// <summary>Where the stored entries, in their order, are not the chain that was written; empty when they are.</summary>
    public static ImmutableArray<LogBreak> Check(IEnumerable<CaseEvent> entries)
    {
        var breaks = ImmutableArray.CreateBuilder<LogBreak>();
        LogSeal? last = null;
        foreach (var one in entries)
        {
            var seal = one.Seal!;
            if (seal.Number != (last?.Number ?? 0) + 1 || seal.Previous != (last?.Sha256 ?? Beginning))
            {
                breaks.Add(Break(LogBreakKind.Gap, seal));
            }

            if (HashOf(one, seal) != seal.Sha256)
            {
                breaks.Add(Break(LogBreakKind.Altered, seal));
            }

            last = seal;
        }

        return breaks.ToImmutable();
    }

    /// <summary>A break at an entry.</summary>
    internal static LogBreak Break(LogBreakKind kind, LogSeal at) =>
        new(kind, at.Number, at.Case, CaseTexts.Get($"Log.{kind}", at.Number, at.Case?.ToString(CultureInfo.InvariantCulture) ?? "-"));

    private static string HashOf(CaseEvent one, LogSeal seal)
    {
        string?[] parts =
        [
            seal.Previous, seal.Number.ToString(CultureInfo.InvariantCulture), seal.Case?.ToString(CultureInfo.InvariantCulture), CaseSql.Text(one.At), one.By,
            one.What, seal.State,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts, CoreJson.Compact)));
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Recover.Core.Findings;

/// <summary>
/// One thing seen on one item: a code for scripts, words for the operator (from <see cref="FindingTexts"/>), the raw error, and a remedy.
/// Immutable and thread-safe.
/// </summary>
public sealed record Finding
{
    /// <summary>What was found; stable for scripts.</summary>
    public required FindingCode Code { get; init; }

    /// <summary>How much it stands in the way.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Values that fill the words: names, paths, numbers; never secrets.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The exact error text of the system, parser or tool; null when there is none.</summary>
    public string? Raw { get; init; }

    /// <summary>What happened, in plain words.</summary>
    [JsonInclude]
    public string Message => FindingTexts.Message(Code, Arguments);

    /// <summary>What can be done now, in plain words.</summary>
    [JsonInclude]
    public string Remedy => FindingTexts.Remedy(Code, Arguments);

    /// <summary>Makes a finding of the code's usual severity.</summary>
    public static Finding Of(FindingCode code, params ReadOnlySpan<string> arguments) =>
        new() { Code = code, Severity = FindingTexts.UsualSeverity(code), Arguments = [.. arguments] };

    /// <summary>The same finding with the raw error text, cut to 4096 characters.</summary>
    public Finding WithRaw(string? raw) => this with { Raw = raw is { Length: > 4096 } ? raw[..4096] : raw };
}

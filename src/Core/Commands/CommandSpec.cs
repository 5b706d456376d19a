using System.Collections.Immutable;

namespace Recover.Core.Commands;

/// <summary>An external tool to run: a program and its arguments, never a line for a shell. Immutable.</summary>
public sealed record CommandSpec
{
    /// <summary>Time a tool gets unless said otherwise.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Program name (looked up in <c>PATH</c>) or absolute path.</summary>
    public required string Program { get; init; }

    /// <summary>Arguments, each passed as it is.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>After this time it is asked to stop, and soon after made to.</summary>
    public TimeSpan Timeout { get; init; } = UsualTimeout;

    /// <summary>Text written to its standard input; null closes the input at once.</summary>
    public string? StandardInput { get; init; }

    /// <summary>Reads standard output as it comes; null keeps it as text in the result.</summary>
    public Func<Stream, CancellationToken, Task>? ReadOutput { get; init; }

    /// <summary>Values that must not show up in logs, results or errors.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Makes a spec with the usual timeout.</summary>
    public static CommandSpec Of(string program, params ReadOnlySpan<string> arguments) =>
        new() { Program = program, Arguments = [.. arguments] };

    /// <summary>The command as an operator would type it, secrets removed.</summary>
    public string Display => Redact(string.Join(' ', Arguments.Prepend(Program).Select(Quote)));

    /// <summary>Replaces each secret in a text by <c>(removed)</c>.</summary>
    public string Redact(string text) =>
        Secrets.Where(secret => secret.Length > 0)
            .OrderByDescending(secret => secret.Length)
            .Aggregate(text, (current, secret) => current.Replace(secret, "(removed)", StringComparison.Ordinal));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,@%+".Contains(letter))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

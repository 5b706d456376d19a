using System.Text.Json;

namespace Recover.Tests.E2E.Lab;

/// <summary>The published program inside a guest, through its command line.</summary>
internal sealed class GuestRecover(LabGuest guest)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private static readonly string HostOptions = $"--data /var/lib/recover --daemon-stop {GuestIncus.StopCommand} --daemon-start {GuestIncus.StartCommand}";

    private static string Program => "/lab/program/" + Path.GetFileName(LabPrograms.Recover);

    /// <summary>Runs a verb whatever it exits with; words as a shell reads them.</summary>
    public Task<LabCommandResult> TryAsync(string words, CancellationToken cancellationToken) => guest.TryAsync(Line(words), cancellationToken, Limit);

    /// <summary>Runs a verb that prints JSON; fails the test when the exit code is not one of the given ones.</summary>
    public async Task<JsonElement> JsonAsync(IReadOnlyList<int> exitCodes, string words, CancellationToken cancellationToken)
    {
        var result = await TryAsync(words + " --json", cancellationToken);
        Assert.True(exitCodes.Contains(result.ExitCode), result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>Starts a verb and goes on while it runs. Its process is the one named in <paramref name="processFile"/>, a path in the guest.</summary>
    public GuestCommand Start(string words, string processFile) => guest.Start($"echo $$ > {processFile}; exec {Line(words)}");

    private static string Line(string words) => $"{Program} {words} {HostOptions}";
}

using System.Text.Json;

namespace Recover.Tests.E2E.Lab;

/// <summary>Recover on a private host, through its command line.</summary>
internal sealed class RecoverProgram(PrivateIncus incus)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Where Recover keeps its own things on this host.</summary>
    public string DataDirectory { get; } = incus.Directory.Make("data");

    /// <summary>A place for a plan of this host.</summary>
    public string PlanFile => incus.Directory.Of("plan.json");

    /// <summary>The options that say which host this is and how its daemon is stopped and started.</summary>
    public IReadOnlyList<string> HostOptions =>
    [
        "--incus-dir", incus.IncusDirectory, "--data", DataDirectory, "--daemon-stop", incus.StopCommand, "--daemon-start", incus.StartCommand,
    ];

    /// <summary>Runs a verb whatever it exits with.</summary>
    public Task<LabCommandResult> TryAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        incus.TryAsync(LabPrograms.Recover, [.. arguments, .. HostOptions], cancellationToken, Limit);

    /// <summary>Runs a verb that prints JSON; fails the test when the exit code is not one of the given ones.</summary>
    public async Task<JsonElement> JsonAsync(IReadOnlyList<int> exitCodes, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var result = await TryAsync(cancellationToken, [.. arguments, "--json"]);
        Assert.True(exitCodes.Contains(result.ExitCode), result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>Starts a verb and goes on while it runs.</summary>
    public System.Diagnostics.Process Start(params IReadOnlyList<string> arguments) =>
        System.Diagnostics.Process.Start(incus.StartInfo(LabPrograms.Recover, [.. arguments, .. HostOptions]))
        ?? throw new InvalidOperationException($"{LabPrograms.Recover} did not start");
}

namespace Recover.Tests.E2E.Lab;

/// <summary>The real Incus daemon of a guest and its client.</summary>
internal sealed class GuestIncus(LabGuest guest)
{
    /// <summary>The guest's Incus directory, which is that of the package.</summary>
    public const string Directory = "/var/lib/incus";

    /// <summary>Command that stops the daemon and leaves the instances running.</summary>
    public const string StopCommand = "/lab/guest/stop-incus";

    /// <summary>Command that starts the daemon and returns.</summary>
    public const string StartCommand = "/lab/guest/start-incus";

    /// <summary>Starts the daemon and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await guest.RunAsync(StartCommand, cancellationToken);
        var ready = await guest.TryAsync("incus admin waitready --timeout 300", cancellationToken);
        if (ready.ExitCode != 0)
        {
            var log = await guest.TryAsync("tail -n 60 /var/log/incusd.log /var/log/incusd.out", cancellationToken);
            throw new InvalidOperationException($"The Incus daemon did not come up:\n{log.Output}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => guest.RunAsync(StopCommand, cancellationToken);

    /// <summary>Stops the daemon and loses the database directory, as a broken system disk does.</summary>
    public async Task LoseDatabaseAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        await guest.RunAsync($"rm -r {Directory}/database", cancellationToken);
    }

    /// <summary>The real client with the given words, as a shell reads them; fails the test when it fails.</summary>
    public Task<string> IncusAsync(string words, CancellationToken cancellationToken) => guest.RunAsync("incus " + words, cancellationToken);

    /// <summary>Several calls of the client one after another, one a line, as a shell reads them.</summary>
    public Task IncusLinesAsync(string lines, CancellationToken cancellationToken) =>
        guest.RunAsync("set -ex\n" + string.Concat(Lines(lines).Select(line => $"incus {line} < /dev/null\n")), cancellationToken);

    /// <summary>Runs a shell line inside a container.</summary>
    public Task<string> ShellAsync(string project, string instance, string line, CancellationToken cancellationToken) =>
        IncusAsync($"--project {project} exec {instance} -- sh -c '{line}'", cancellationToken);

    /// <summary>The whole global database as SQL.</summary>
    public Task<string> DumpAsync(CancellationToken cancellationToken) => IncusAsync("admin sql global .dump", cancellationToken);

    /// <summary>Imports the tiny image under the alias <c>tiny</c>.</summary>
    public async Task ImportImageAsync(LabDirectory directory, CancellationToken cancellationToken)
    {
        var archive = await TinyImage.BuildAsync(directory, cancellationToken);
        File.Copy(archive, Path.Combine(guest.Share, "tiny.tar.gz"), overwrite: true);
        await IncusAsync($"image import {LabGuest.Shared}/tiny.tar.gz --alias tiny", cancellationToken);
    }

    private static string[] Lines(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

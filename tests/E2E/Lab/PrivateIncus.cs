namespace Recover.Tests.E2E.Lab;

/// <summary>A real Incus daemon with a directory and namespaces of its own, and the client that talks to it.</summary>
internal sealed class PrivateIncus : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly LabNamespace _namespace;
    private readonly Dictionary<string, string> _environment;

    private PrivateIncus(LabDirectory directory, LabNamespace space)
    {
        Directory = directory;
        _namespace = space;
        IncusDirectory = directory.Make("incus");
        _environment = new() { ["INCUS_DIR"] = IncusDirectory, ["INCUS_CONF"] = directory.Make("client"), ["TMPDIR"] = directory.Make("tmp") };
    }

    public LabDirectory Directory { get; }

    /// <summary>What <c>--incus-dir</c> is given.</summary>
    public string IncusDirectory { get; }

    /// <summary>Command that stops the daemon and leaves the instances running; also what <c>--daemon-stop</c> is given.</summary>
    public string StopCommand => Directory.Of("stop-daemon");

    /// <summary>Command that starts the daemon and returns; also what <c>--daemon-start</c> is given.</summary>
    public string StartCommand => Directory.Of("start-daemon");

    /// <summary>As often as this file has letters the daemon does not come up.</summary>
    public string StartFailures => Directory.Of("start-fails");

    public string Log => Directory.Of("incusd.log");

    private string ProcessFile => Directory.Of("incusd.pid");

    public static Task<PrivateIncus> CreateAsync(CancellationToken cancellationToken) => CreateAsync(root: "", cancellationToken);

    /// <summary>Makes one of another system, whose daemon and tools it has; empty for this one.</summary>
    public static async Task<PrivateIncus> CreateAsync(string root, CancellationToken cancellationToken)
    {
        var directory = new LabDirectory();
        var incus = new PrivateIncus(directory, await LabNamespace.CreateAsync(directory, root, cancellationToken));
        var daemon = root.Length == 0 ? LabPrograms.Incusd : LabPrograms.PackagedIncusd;
        await WriteScriptAsync(incus.StartCommand, $"""
            #!/bin/sh
            if [ -s {incus.StartFailures} ]; then
              truncate -s -1 {incus.StartFailures}
              echo "the daemon does not come up" >&2
              exit 1
            fi
            export INCUS_DIR={incus.IncusDirectory}
            setsid sh -c 'echo $$ > {incus.ProcessFile}; exec {daemon} --group root --logfile {incus.Log}' </dev/null >>{incus.Log}.out 2>&1 &
            """, cancellationToken);
        await WriteScriptAsync(incus.StopCommand, $"""
            #!/bin/sh
            pid=$(cat {incus.ProcessFile}) || exit 0
            kill -TERM "$pid" 2>/dev/null
            for i in $(seq 600); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.05; done
            echo "the daemon did not stop" >&2
            exit 1
            """, cancellationToken);
        return incus;
    }

    /// <summary>Starts the daemon and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunAsync(StartCommand, [], cancellationToken);
        await WaitReadyAsync(cancellationToken);
    }

    /// <summary>Waits until the daemon answers.</summary>
    public async Task WaitReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Wait.UntilAsync(IsReadyAsync, "the Incus daemon answers", StartLimit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The Incus daemon did not come up:\n{await File.ReadAllTextAsync(Log, cancellationToken)}");
        }
    }

    public async Task<bool> IsReadyAsync()
    {
        if (!File.Exists(Path.Combine(IncusDirectory, "unix.socket")))
        {
            return false;
        }

        return (await TryAsync("incus", ["query", "/internal/ready"], CancellationToken.None)).ExitCode == 0;
    }

    /// <summary>Stops the daemon as a restart of its service does: cleanly, instances go on.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => RunAsync(StopCommand, [], cancellationToken);

    /// <summary>Ends the daemon as a crash does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        var process = (await File.ReadAllTextAsync(ProcessFile, cancellationToken)).Trim();
        await RunAsync("kill", ["-KILL", process], cancellationToken);
        await Wait.UntilAsync(
            async () => (await TryAsync("kill", ["-0", process], cancellationToken)).ExitCode != 0, "the daemon is gone", StartLimit, cancellationToken);
    }

    /// <summary>Loses the database directory, as a broken system disk does; the daemon must be down.</summary>
    public void LoseDatabase() => System.IO.Directory.Delete(Path.Combine(IncusDirectory, "database"), recursive: true);

    /// <summary>Loses the log of the database and leaves the copy of a clean stop; the daemon must be down.</summary>
    public void LoseLog()
    {
        var files = System.IO.Directory.GetFiles(Path.Combine(IncusDirectory, "database", "global"));
        foreach (var file in files.Where(file => !Path.GetFileName(file).StartsWith("db.bin", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }
    }

    /// <summary>The real client; fails the test when it fails.</summary>
    public Task<string> IncusAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        RunAsync("incus", arguments, cancellationToken);

    /// <summary>The real client, several calls one after another, one a line, words separated by blanks.</summary>
    public async Task IncusLinesAsync(string lines, CancellationToken cancellationToken)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await IncusAsync(cancellationToken, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    /// <summary>Runs a shell line inside a container.</summary>
    public Task<string> ShellAsync(string project, string instance, string line, CancellationToken cancellationToken) =>
        IncusAsync(cancellationToken, "--project", project, "exec", instance, "--", "sh", "-c", line);

    /// <summary>The whole global database as SQL.</summary>
    public Task<string> DumpAsync(CancellationToken cancellationToken) => IncusAsync(cancellationToken, "admin", "sql", "global", ".dump");

    /// <summary>Runs a program on the private host; fails the test when it fails.</summary>
    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        LabCommand.RunAsync("nsenter", _namespace.Enter(program, arguments), _environment, cancellationToken: cancellationToken);

    /// <summary>Runs a program on the private host whatever it exits with.</summary>
    public Task<LabCommandResult> TryAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, TimeSpan? limit = null) =>
        LabCommand.TryAsync("nsenter", _namespace.Enter(program, arguments), _environment, limit: limit, cancellationToken: cancellationToken);

    /// <summary>A path of the private host as the test itself can open it, what is mounted there included.</summary>
    public string FromOutside(string path) => _namespace.FromOutside(path);

    /// <summary>How a program is started on the private host when the test goes on while it runs.</summary>
    public System.Diagnostics.ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments) =>
        LabCommand.StartInfo("nsenter", _namespace.Enter(program, arguments), _environment);

    public async ValueTask DisposeAsync()
    {
        await _namespace.DisposeAsync();
        Directory.Dispose();
    }

    private static async Task WriteScriptAsync(string path, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(path, text + "\n", cancellationToken);
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
    }
}

using System.Diagnostics;

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// A machine of its own with the storage systems that this one's kernel may lack: a Linux kernel as an ordinary process, in namespaces that end with it and with
/// the test. It runs commands that are put into a folder it shares, and the published program.
/// </summary>
internal sealed class LabGuest : IAsyncDisposable
{
    /// <summary>The shared folder as the guest sees it.</summary>
    public const string Shared = "/lab/share";

    // A machine that is busy with other work is several times as slow as a quiet one.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan LastWordsLimit = TimeSpan.FromSeconds(20);

    private readonly GuestDisks _disks;
    private readonly GuestLog _log;
    private Process _machine;
    private long _commands;

    private LabGuest(GuestDisks disks, GuestLog log)
    {
        _disks = disks;
        _log = log;
        _machine = Boot(disks, log);
    }

    /// <summary>The shared folder outside of the guest.</summary>
    public string Share => Path.Combine(_disks.Directory, "share");

    /// <summary>A unix socket outside of the guest that leads to port 8800 of the guest.</summary>
    public string ConsoleSocket => Path.Combine(_disks.Directory, "console.sock");

    private bool IsUp => !_machine.HasExited;

    /// <summary>Boots a guest from these disks and waits until it takes commands; its log is kept under the name.</summary>
    public static async Task<LabGuest> StartAsync(GuestDisks disks, string name, CancellationToken cancellationToken)
    {
        var guest = new LabGuest(disks, new GuestLog(name));
        try
        {
            await guest.WaitReadyAsync(cancellationToken);
            return guest;
        }
        catch
        {
            await guest.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a shell command; fails the test when it exits with anything but 0. Returns what it printed.</summary>
    public async Task<string> RunAsync(string line, CancellationToken cancellationToken)
    {
        var result = await TryAsync(line, cancellationToken);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Runs a shell command whatever it exits with.</summary>
    public Task<LabCommandResult> TryAsync(string line, CancellationToken cancellationToken, TimeSpan? limit = null) =>
        EndAsync(Start(line), cancellationToken, limit);

    /// <summary>Starts a shell command and goes on while it runs.</summary>
    public GuestCommand Start(string line) => GuestCommand.Put(Path.Combine(Share, "queue"), Interlocked.Increment(ref _commands), line);

    /// <summary>Waits for the end of a command that was started.</summary>
    public async Task<LabCommandResult> EndAsync(GuestCommand command, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        var ended = await command.EndAsync(() => IsUp, limit ?? CommandLimit, cancellationToken)
            ?? throw new InvalidOperationException($"The guest went off during a command:\n{command.Line}\n{Said()}");
        _log.Write(ended, command.Elapsed);
        return ended;
    }

    /// <summary>Off and on again with the same disks, as after a power cut: everything is written, nothing is unmounted or closed.</summary>
    public async Task RebootAsync(CancellationToken cancellationToken)
    {
        await PowerOffAsync(cancellationToken);
        _machine = Boot(_disks, _log);
        await WaitReadyAsync(cancellationToken);
    }

    /// <summary>Off, as after a power cut; the disks can be copied afterwards.</summary>
    public async Task PowerOffAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(Share, "power-off"), "", cancellationToken);
        await Wait.UntilAsync(() => !IsUp, "the guest is off", StartLimit, cancellationToken);
        _machine.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await LogDaemonAsync();
        try
        {
            // The end of its input ends the machine and all that belongs to it.
            _machine.StandardInput.Close();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _machine.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _machine.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was off already.
        }

        _machine.Dispose();
    }

    // Nobody knows yet whether the test has failed.
    private async Task LogDaemonAsync()
    {
        try
        {
            if (IsUp)
            {
                _log.Write((await TryAsync("tail -n 200 /var/log/incusd.log", CancellationToken.None, LastWordsLimit)).Output);
            }
        }
        catch (Exception silent) when (silent is TimeoutException or InvalidOperationException or IOException)
        {
            _log.Write($"The guest does not say what its daemon said: {silent.Message}");
        }
    }

    private static Process Boot(GuestDisks disks, GuestLog log)
    {
        Directory.CreateDirectory(Path.Combine(disks.Directory, "share"));
        foreach (var name in (string[])["share/ready", "share/power-off", "console.sock"])
        {
            File.Delete(Path.Combine(disks.Directory, name));
        }

        string[] arguments = [LabPrograms.Lab, disks.Directory, Path.GetDirectoryName(LabPrograms.Recover)!];
        var machine = Process.Start(LabCommand.StartInfo(Path.Combine(LabPrograms.Repository, "tests", "Lab", "run-guest"), arguments, null))
            ?? throw new InvalidOperationException("the guest did not start");
        machine.OutputDataReceived += (_, line) => log.Write(line.Data ?? "(nothing more is said)");
        machine.ErrorDataReceived += (_, line) => log.Write(line.Data ?? "(no more errors)");
        machine.BeginOutputReadLine();
        machine.BeginErrorReadLine();
        return machine;
    }

    private async Task WaitReadyAsync(CancellationToken cancellationToken)
    {
        var ready = Path.Combine(Share, "ready");
        try
        {
            await Wait.UntilAsync(() => File.Exists(ready) || !IsUp, "the guest takes commands", StartLimit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The guest did not come up:\n{Said()}");
        }

        if (!File.Exists(ready))
        {
            throw new InvalidOperationException($"The guest went off at once:\n{Said()}");
        }
    }

    private string Said()
    {
        if (!IsUp)
        {
            // What it said last may still be on its way.
            _machine.WaitForExit();
        }

        return _log.Read();
    }
}

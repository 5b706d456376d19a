using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Recover.Tests.E2E.Lab;

/// <summary>A running console and the address that signs its first visitor in.</summary>
internal sealed partial class RecoverConsole : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly SocketRelay? _relay;
    private readonly StringBuilder _output = new();

    private RecoverConsole(Process process, SocketRelay? relay)
    {
        _process = process;
        _relay = relay;
    }

    /// <summary>Works once.</summary>
    public string SignInAddress { get; private set; } = "";

    /// <summary>What it has printed so far, for failed tests.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the console of a private host on a unix socket, with a relay in front of it.</summary>
    public static async Task<RecoverConsole> StartAsync(PrivateIncus incus, RecoverProgram program, CancellationToken cancellationToken)
    {
        var socket = Path.Combine(incus.Directory.Make("console"), "web.sock");
        return await StartAsync(program.Start("serve", "--socket", socket), new SocketRelay(socket), cancellationToken);
    }

    /// <summary>Waits for the sign-in line of a console that was just started; without a relay it listens on a port itself.</summary>
    public static async Task<RecoverConsole> StartAsync(Process process, SocketRelay? relay, CancellationToken cancellationToken)
    {
        var console = new RecoverConsole(process, relay);
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => console.Take(line.Data, address);
        process.ErrorDataReceived += (_, line) => console.Take(line.Data, address);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var printed = new Uri(await address.Task.WaitAsync(StartLimit, cancellationToken));
            console.SignInAddress = relay is null ? printed.ToString() : new UriBuilder(printed) { Port = relay.Port }.Uri.ToString();
            return console;
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            await console.DisposeAsync();
            throw new InvalidOperationException($"The console printed no sign-in line:\n{console.Output}", error);
        }
    }

    /// <summary>Ends the console at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line, TaskCompletionSource<string> address)
    {
        if (line is null)
        {
            address.TrySetException(new InvalidOperationException("the console ended"));
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (AddressPattern().Match(line) is { Success: true } found)
        {
            address.TrySetResult(found.Value);
        }
    }

    [GeneratedRegex(@"http://(localhost|127\.0\.0\.1):\d+/login\S*")]
    private static partial Regex AddressPattern();
}

using System.Net;
using System.Net.Sockets;

namespace Recover.Tests.E2E.Lab;

/// <summary>A port of 127.0.0.1 that leads to a unix socket: what <c>ssh -L</c> does for an operator.</summary>
internal sealed class SocketRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly string _socket;
    private readonly Task _accepting;

    public SocketRelay(string socket)
    {
        _socket = socket;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                _ = RelayAsync(await _listener.AcceptSocketAsync(_stopped.Token));
            }
            catch (Exception stop) when (stop is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RelayAsync(Socket browser)
    {
        using (browser)
        using (var console = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            try
            {
                await console.ConnectAsync(new UnixDomainSocketEndPoint(_socket), _stopped.Token);
                await Task.WhenAny(CopyAsync(browser, console), CopyAsync(console, browser));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // Either side has gone; the browser notices and tries again.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16384];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, _stopped.Token);
            if (count == 0)
            {
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, count), _stopped.Token);
        }
    }
}

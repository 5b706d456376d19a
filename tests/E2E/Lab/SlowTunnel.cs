using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Recover.Tests.E2E.Lab;

/// <summary>A port of 127.0.0.1 that leads to another one, and takes its time in both directions: a tunnel around half the world.</summary>
internal sealed class SlowTunnel : IAsyncDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly int _target;
    private readonly Task _accepting;

    public SlowTunnel(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>An address of the target as it is seen at this end.</summary>
    public static (SlowTunnel Tunnel, string Address) To(string address)
    {
        var tunnel = new SlowTunnel(new Uri(address).Port);
        return (tunnel, new UriBuilder(address) { Port = ((IPEndPoint)tunnel._listener.LocalEndpoint).Port }.Uri.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
            }
        }
        catch (Exception stop) when (stop is OperationCanceledException or SocketException)
        {
            // Closed.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target, _closed.Token);
                await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // Either side has gone.
            }
        }
    }

    /// <summary>What is read goes on after the delay, and more may follow meanwhile: the tunnel is long, not narrow.</summary>
    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var under = Channel.CreateUnbounded<(byte[] Bytes, Task Due)>();
        var writing = WriteAsync();
        var buffer = new byte[16384];
        while (await from.ReadAsync(buffer, _closed.Token) is > 0 and var count)
        {
            under.Writer.TryWrite((buffer[..count], Task.Delay(Delay, _closed.Token)));
        }

        under.Writer.Complete();
        await writing;

        async Task WriteAsync()
        {
            await foreach (var (bytes, due) in under.Reader.ReadAllAsync(_closed.Token))
            {
                await due;
                await to.WriteAsync(bytes, _closed.Token);
            }
        }
    }
}

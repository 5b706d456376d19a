using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Recover.Tests.E2E.Lab;

/// <summary>Writes to a private daemon as fast as it takes it, over its own socket.</summary>
internal sealed class IncusWriter : IDisposable
{
    private readonly HttpClient _client;
    private int _written;

    public IncusWriter(PrivateIncus incus) => _client = new HttpClient(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(incus.IncusDirectory, "unix.socket")), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://incus"),
    };

    /// <summary>Profiles that the daemon said it made.</summary>
    public int Written => Volatile.Read(ref _written);

    /// <summary>Makes profiles one after another until the daemon is gone, or so many.</summary>
    public async Task WriteAsync(string prefix, int most, CancellationToken cancellationToken)
    {
        try
        {
            for (var number = 0; number < most; number++)
            {
                var profile = new { name = $"{prefix}-{number:0000}", description = $"profile {number}" };
                using var answer = await _client.PostAsJsonAsync("/1.0/profiles", profile, cancellationToken);
                answer.EnsureSuccessStatusCode();
                Interlocked.Increment(ref _written);
            }
        }
        catch (HttpRequestException) when (most == int.MaxValue)
        {
            // It was killed, which is what the writer is for.
        }
    }

    /// <summary>Makes empty containers one after another, and waits for each.</summary>
    public async Task CreateContainersAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            var container = new { name = $"c{number:0000}", source = new { type = "none" } };
            using var answer = await _client.PostAsJsonAsync("/1.0/instances", container, cancellationToken);
            var begun = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var ended = await _client.GetFromJsonAsync<JsonElement>($"{begun.GetProperty("operation").GetString()}/wait", cancellationToken);
            Assert.Equal(200, ended.GetProperty("metadata").GetProperty("status_code").GetInt32());
        }
    }

    public void Dispose() => _client.Dispose();
}

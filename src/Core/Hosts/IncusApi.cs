using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text.Json;

namespace Recover.Core.Hosts;

/// <summary>
/// Asks a daemon over its unix socket. Where systemd listens on the socket, asking starts a stopped daemon: see <see cref="DaemonPresence"/>.
/// Thread-safe.
/// </summary>
public sealed partial class IncusApi : IIncusApi, IInstanceStarter, IDisposable
{
    /// <summary>Longest answer in bytes; a dump of 10,000 instances with 20,000 snapshots is below 60 MB.</summary>
    public const int AnswerLimit = 256 * 1024 * 1024;

    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongTime = TimeSpan.FromMinutes(3);

    private readonly HttpClient _client;

    /// <summary>Prepares for the daemon of a directory; connects at the first question.</summary>
    public IncusApi(IncusDirectory directory)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellationToken) => ConnectAsync(directory.Socket, cancellationToken),
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri("http://incus"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerLimit,
        };
    }

    /// <inheritdoc/>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await AskAsync("/internal/ready", ReadyTime, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IncusApiException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<IncusServer> GetServerAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync("/1.0", UsualTime, cancellationToken).ConfigureAwait(false);
        return IncusAnswers.Server(Metadata(answer));
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> GetDatabaseDumpAsync(CancellationToken cancellationToken) =>
        AskAsync("/internal/sql?database=global", LongTime, IncusAnswers.DumpText, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<(string Project, string Name)>> GetInstanceNamesAsync(CancellationToken cancellationToken) =>
        ListAsync("/1.0/instances?all-projects=true", IncusAnswers.InstanceName, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<IncusInstance>> GetInstancesAsync(CancellationToken cancellationToken) =>
        ListAsync("/1.0/instances?recursion=1&all-projects=true", IncusAnswers.Instance, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<IncusInstance>> GetInstancesWithSnapshotsAsync(CancellationToken cancellationToken) =>
        ListAsync("/1.0/instances?recursion=2&all-projects=true", IncusAnswers.Instance, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<IncusPool>> GetPoolsAsync(CancellationToken cancellationToken) =>
        ListAsync("/1.0/storage-pools?recursion=1", IncusAnswers.Pool, cancellationToken);

    /// <inheritdoc/>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(path, LongTime, cancellationToken).ConfigureAwait(false);
        return Metadata(answer).Clone();
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<ImmutableArray<T>> ListAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(path, LongTime, cancellationToken).ConfigureAwait(false);
        var metadata = Metadata(answer);
        return metadata.ValueKind == JsonValueKind.Array ? [.. metadata.EnumerateArray().Select(read)] : [];
    }

    private Task<JsonDocument> AskAsync(string path, TimeSpan time, CancellationToken cancellationToken) =>
        AskAsync(path, time, bytes => JsonDocument.Parse(bytes), cancellationToken);

    private async Task<T> AskAsync<T>(string path, TimeSpan time, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        try
        {
            using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), limit.Token).ConfigureAwait(false);
            var bytes = await answer.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return read(bytes);
            }

            using var document = JsonDocument.Parse(bytes);
            throw new IncusApiException($"GET {path}", (int)answer.StatusCode, Error(document) ?? answer.ReasonPhrase ?? "");
        }
        catch (OperationCanceledException silence) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IncusApiException($"GET {path}", null, $"no answer within {time.TotalSeconds:0} s", silence);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or IOException)
        {
            throw new IncusApiException($"GET {path}", null, failure.InnerException?.Message ?? failure.Message, failure);
        }
    }

    private static JsonElement Metadata(JsonDocument answer) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("metadata", out var metadata) ? metadata : default;

    private static string? Error(JsonDocument answer) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            var place = new UnixDomainSocketEndPoint(path);
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(place, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (ArgumentOutOfRangeException tooLong)
        {
            // A socket's address has room for 107 bytes; the daemon could not have made it either.
            throw new IOException(tooLong.Message, tooLong);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }
}

using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Recover.Core.Hosts;

/// <content>Starting instances. Paths and answers as Incus 6.0.4 has them.</content>
public sealed partial class IncusApi
{
    private const int LogCharacters = 4000;
    private const int Success = 200;
    private const int Failure = 400;
    private const int NotFound = 404;

    // A start may have to move the ownership of many files first.
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public async Task<InstanceStartResult> StartAsync(string project, string name, CancellationToken cancellationToken)
    {
        var (path, query) = ($"/1.0/instances/{Uri.EscapeDataString(name)}", $"?project={Uri.EscapeDataString(project)}");
        try
        {
            if (await RunsAsync(path + query, cancellationToken).ConfigureAwait(false))
            {
                return InstanceStartResult.Started;
            }

            var operation = await BeginAsync($"{path}/state{query}", cancellationToken).ConfigureAwait(false);
            return await EndAsync(operation, cancellationToken).ConfigureAwait(false) is { } error
                && !await RunsAsync(path + query, cancellationToken).ConfigureAwait(false)
                ? new InstanceStartResult(false, error, await LogAsync(path, query, cancellationToken).ConfigureAwait(false))
                : InstanceStartResult.Started;
        }
        catch (IncusApiException refused)
        {
            return new InstanceStartResult(false, refused.Message, null);
        }
    }

    private async Task<bool> RunsAsync(string instance, CancellationToken cancellationToken) =>
        IncusAnswers.Text(await GetAsync(instance, cancellationToken).ConfigureAwait(false), "status") == "Running";

    private async Task<string> BeginAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.PutAsJsonAsync(
                new Uri(path, UriKind.Relative), new { action = "start", timeout = -1 }, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            return answer.IsSuccessStatusCode && IncusAnswers.Text(document.RootElement, "operation") is { Length: > 0 } operation
                ? operation
                : throw new IncusApiException($"PUT {path}", (int)answer.StatusCode, Error(document) ?? answer.ReasonPhrase ?? "");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or IOException)
        {
            throw new IncusApiException($"PUT {path}", null, failure.InnerException?.Message ?? failure.Message, failure);
        }
    }

    /// <summary>Waits until an operation has ended; null when it went well.</summary>
    private async Task<string?> EndAsync(string operation, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartTime);
        try
        {
            while (true)
            {
                // The daemon answers after this many seconds at the latest. An operation that failed and one that is not over yet are both told as an
                // error in an answer with the status of success; the operation itself says which of the two it is.
                using var answer = await AskAsync($"{operation}/wait?timeout=20", LongTime, limit.Token).ConfigureAwait(false);
                var error = Error(answer) is { Length: > 0 } told ? told : null;
                var state = error is null ? Metadata(answer) : await StateAsync(operation, limit.Token).ConfigureAwait(false);
                if (state is not { } known)
                {
                    return error;
                }

                var code = known.TryGetProperty("status_code", out var value) ? value.GetInt32() : Failure;
                if (code == Success)
                {
                    return null;
                }

                if (code >= Failure)
                {
                    return IncusAnswers.Text(known, "err") is { Length: > 0 } reason ? reason : error ?? "";
                }
            }
        }
        catch (OperationCanceledException silence) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IncusApiException($"GET {operation}", null, $"no end within {StartTime.TotalMinutes:0} min", silence);
        }
    }

    /// <summary>What an operation says of itself; null when the daemon has forgotten it, as it does seconds after its end.</summary>
    private async Task<JsonElement?> StateAsync(string operation, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(operation, cancellationToken).ConfigureAwait(false);
        }
        catch (IncusApiException gone) when (gone.StatusCode == NotFound)
        {
            return null;
        }
    }

    private async Task<string?> LogAsync(string path, string query, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])["lxc.log", "qemu.log"])
        {
            try
            {
                var text = (await AskAsync($"{path}/logs/{name}{query}", UsualTime, Encoding.UTF8.GetString, cancellationToken).ConfigureAwait(false)).Trim();
                if (text.Length > 0)
                {
                    return text.Length > LogCharacters ? text[^LogCharacters..] : text;
                }
            }
            catch (IncusApiException)
            {
                // An instance of the other kind has a log of another name, and many have none.
            }
        }

        return null;
    }
}

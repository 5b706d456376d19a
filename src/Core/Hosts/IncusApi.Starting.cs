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

    // A start may have to move the ownership of many files first.
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public async Task<InstanceStartResult> StartAsync(string project, string name, CancellationToken cancellationToken)
    {
        var (path, query) = ($"/1.0/instances/{Uri.EscapeDataString(name)}", $"?project={Uri.EscapeDataString(project)}");
        try
        {
            var instance = await GetAsync(path + query, cancellationToken).ConfigureAwait(false);
            if (IncusAnswers.Text(instance, "status") == "Running")
            {
                return InstanceStartResult.Started;
            }

            var operation = await BeginAsync($"{path}/state{query}", cancellationToken).ConfigureAwait(false);
            return await EndAsync(operation, cancellationToken).ConfigureAwait(false) is { } error
                ? new InstanceStartResult(false, error, await LogAsync(path, query, cancellationToken).ConfigureAwait(false))
                : InstanceStartResult.Started;
        }
        catch (IncusApiException refused)
        {
            return new InstanceStartResult(false, refused.Message, null);
        }
    }

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
                // The daemon answers after this many seconds at the latest, whether it has ended or not; a failure comes with the status of success.
                using var answer = await AskAsync($"{operation}/wait?timeout=20", LongTime, limit.Token).ConfigureAwait(false);
                if (Error(answer) is { Length: > 0 } error)
                {
                    return error;
                }

                var state = Metadata(answer);
                var code = state.TryGetProperty("status_code", out var value) ? value.GetInt32() : Failure;
                if (code == Success)
                {
                    return null;
                }

                if (code >= Failure)
                {
                    return IncusAnswers.Text(state, "err");
                }
            }
        }
        catch (OperationCanceledException silence) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IncusApiException($"GET {operation}", null, $"no end within {StartTime.TotalMinutes:0} min", silence);
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

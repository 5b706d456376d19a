namespace Recover.Core.Hosts;

/// <summary>The daemon did not answer, or answered with an error.</summary>
public sealed class IncusApiException(string request, int? statusCode, string message, Exception? inner = null)
    : Exception($"{request}: {message}", inner)
{
    /// <summary>Method and path asked.</summary>
    public string Request { get; } = request;

    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? StatusCode { get; } = statusCode;
}

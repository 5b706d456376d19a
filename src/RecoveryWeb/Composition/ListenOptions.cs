namespace Recover.Web.Composition;

/// <summary>Where the console listens: on a unix socket, or on a port of 127.0.0.1; nowhere else.</summary>
/// <param name="Socket">Path of the socket; null when a port is used.</param>
/// <param name="Port">0 for any free one; null when a socket is used.</param>
internal sealed record ListenOptions(string? Socket, int? Port)
{
    public const string DefaultSocket = "/run/recover/web.sock";

    /// <summary>Port that the printed ssh line forwards to the socket.</summary>
    public const int TunnelPort = 8443;
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Recover.Web.Access;

namespace Recover.Web.Composition;

/// <summary>A running console. Dispose stops it, after the end of a run that is under way.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConsoleServer(WebApplication app, int port)
    {
        _app = app;
        Port = port;
    }

    /// <summary>Port on 127.0.0.1; for a socket that of the tunnel.</summary>
    public int Port { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ConsoleServer> StartAsync(
        RecoverySettings settings, ListenOptions listen, Action<IServiceCollection>? replace, CancellationToken cancellationToken)
    {
        var app = ConsoleApplication.Build(settings, listen, replace);
        await app.StartAsync(cancellationToken);
        if (listen.Socket is { } socket)
        {
            ConsoleSocket.Restrict(socket);
            return new ConsoleServer(app, ListenOptions.TunnelPort);
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ConsoleServer(app, new Uri(address).Port);
    }

    /// <summary>A new address that signs its first visitor in.</summary>
    public string SignInUrl(string by) => SignInUrl(Port, Services.GetRequiredService<SignInTokens>().Create(by));

    public static string SignInUrl(int port, string token) => $"http://localhost:{port}/login#{token}";

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

using Microsoft.Extensions.DependencyInjection;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Web.Composition;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb;

/// <summary>The real console on a free port of 127.0.0.1, over a fake workflow.</summary>
internal sealed class RunningConsole : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;

    private RunningConsole(ConsoleServer server, FakeCaseWorkflow workflow, DirectoryInfo directory)
    {
        Server = server;
        Workflow = workflow;
        _directory = directory;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public ConsoleServer Server { get; }

    public FakeCaseWorkflow Workflow { get; }

    public Uri Address => new($"http://localhost:{Server.Port}");

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    public static async Task<RunningConsole> StartAsync(CancellationToken cancellationToken, TimeProvider? time = null)
    {
        var directory = Directory.CreateTempSubdirectory("recover-console-");
        var workflow = new FakeCaseWorkflow();
        var settings = new RecoverySettings { Host = new HostOptions(), Data = new DataDirectory(directory.FullName) };
        var server = await ConsoleServer.StartAsync(
            settings,
            new ListenOptions(null, 0),
            services =>
            {
                services.AddSingleton<ICaseWorkflow>(workflow);
                services.AddSingleton(time ?? TimeProvider.System);
            },
            cancellationToken);
        return new RunningConsole(server, workflow, directory);
    }

    /// <summary>A new one-time code.</summary>
    public string NewCode() => Server.SignInUrl("anna").Split('#')[1];

    public Task<HttpResponseMessage> SignInAsync(string code, string next = "/") => Client.PostAsync(
        "/sign-in",
        new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code, ["next"] = next }),
        TestContext.Current.CancellationToken);

    /// <summary>Signs in and returns the <c>Cookie</c> header of the session.</summary>
    public async Task<string> SignInForCookieAsync()
    {
        using var response = await SignInAsync(NewCode());
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}

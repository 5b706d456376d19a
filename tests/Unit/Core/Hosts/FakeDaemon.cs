using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Recover.Core.Hosts;

namespace Recover.Tests.Unit.Core.Hosts;

/// <summary>Answers like a daemon on the socket of an Incus directory.</summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeDaemon(WebApplication application) => _application = application;

    public static async Task<FakeDaemon> StartAsync(IncusDirectory directory, Dictionary<string, string> metadata, int status = 200, Dictionary<string, (int Status, string Body)>? whole = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(directory.Socket));
        var application = builder.Build();
        application.Run(async context =>
        {
            var asked = context.Request.Path + context.Request.QueryString;
            if (whole?.TryGetValue($"{context.Request.Method} {asked}", out var said) == true)
            {
                context.Response.StatusCode = said.Status;
                await context.Response.WriteAsync(said.Body);
                return;
            }

            var known = metadata.TryGetValue(asked, out var answer);
            context.Response.StatusCode = known ? status : 404;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(known && status == 200
                ? $$"""{"type":"sync","status":"Success","status_code":200,"metadata":{{answer}}}"""
                : $$"""{"type":"error","error_code":{{context.Response.StatusCode}},"error":"asked {{context.Request.Path}}"}""");
        });
        await application.StartAsync();
        return new FakeDaemon(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}

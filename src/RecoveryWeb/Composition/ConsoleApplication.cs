using System.Net;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor.Services;
using Recover.Web.Access;
using Recover.Web.Assets;
using Recover.Web.Components;
using Recover.Web.Languages;
using Recover.Web.Reports;

namespace Recover.Web.Composition;

/// <summary>Builds the console's web application; a test may replace services before it is built.</summary>
internal static class ConsoleApplication
{
    public static WebApplication Build(RecoverySettings settings, ListenOptions listen, Action<IServiceCollection>? replace = null)
    {
        // The empty builder reads neither appsettings.json nor the environment of whatever directory it is started in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "recover" });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (listen.Socket is { } socket)
            {
                kestrel.ListenUnixSocket(socket);
            }
            else
            {
                kestrel.Listen(IPAddress.Loopback, listen.Port ?? 0);
            }
        });
        builder.Services.AddRecovery(settings).AddConsole();
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        Compose(app);
        return app;
    }

    private static void AddConsole(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddHttpContextAccessor();
        services.AddHostFiltering(options =>
        {
            options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });

        // Keys in memory: nothing of a page outlives the process that made it, and a rescue host may have no home directory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(30);
            options.DisconnectedCircuitMaxRetained = 20;
        });
        services.AddMudServices();
        services.AddAccess();
    }

    private static void Compose(WebApplication app)
    {
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseOriginGuard();
        app.UseLanguages();
        app.UseRouting();
        app.UseSessionGate();
        app.UseAntiforgery();
        app.UseWebSockets();
        app.MapEmbeddedAssets();
        app.MapAccess();
        app.MapLanguages();
        app.MapReports();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}

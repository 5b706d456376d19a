using Recover.Web.Composition;

namespace Recover.Web.Cli;

/// <summary>What every verb works with.</summary>
internal sealed class VerbContext(CommonOptions common, Terminal terminal, Action<IServiceCollection>? replace)
{
    public CommonOptions Common { get; } = common;

    public Terminal Terminal { get; } = terminal;

    /// <summary>For tests: services that stand in for the real ones.</summary>
    public Action<IServiceCollection>? Replace { get; } = replace;

    /// <summary>The rooms of Core for these settings; the caller disposes them.</summary>
    public ServiceProvider Services(RecoverySettings settings)
    {
        PrivateData.Create(settings.Data);
        var services = new ServiceCollection();
        services.AddRecovery(settings);
        Replace?.Invoke(services);
        return services.BuildServiceProvider();
    }
}

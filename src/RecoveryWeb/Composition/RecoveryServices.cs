using Microsoft.Extensions.DependencyInjection.Extensions;
using Recover.Core.Cases;
using Recover.Core.Runs;
using Recover.Core.Samples;

namespace Recover.Web.Composition;

/// <summary>Gives the verbs and the console the same one host.</summary>
internal static class RecoveryServices
{
    public static IServiceCollection AddRecovery(this IServiceCollection services, RecoverySettings settings)
    {
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddSingleton(settings.Host);
        services.AddSingleton(settings.Data);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Open(
            settings, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRecoverySteps>(provider => provider.GetRequiredService<RecoveryHost>().Steps);
        services.AddSingleton<ICaseWorkflow>(provider => provider.GetRequiredService<RecoveryHost>().Workflow);
        services.AddSingleton<CaseStore>(provider => provider.GetRequiredService<RecoveryHost>().Store);
        services.AddSingleton<RunEngine>(provider => provider.GetRequiredService<RecoveryHost>().Engine);
        return services;
    }

    private static RecoveryHost Open(RecoverySettings settings, ILoggerFactory loggers, TimeProvider time) => settings.Sample is { } sample
        ? RecoveryHost.CreateWithoutDaemon(settings.Host, settings.Data, settings.Look, sample.Daemon, sample.CompleteAsync, new SampleInstanceStarter(sample.Daemon), loggers, time)
        : RecoveryHost.Create(settings.Host, settings.Data, settings.Look, loggers, time);
}

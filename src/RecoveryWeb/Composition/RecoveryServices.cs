using Microsoft.Extensions.DependencyInjection.Extensions;
using Recover.Core.Cases;
using Recover.Core.Commands;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Samples;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Web.Composition;

/// <summary>Wires the rooms of Core for the verbs and the console alike.</summary>
internal static class RecoveryServices
{
    public static IServiceCollection AddRecovery(this IServiceCollection services, RecoverySettings settings)
    {
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddSingleton(settings.Host);
        services.AddSingleton(settings.Data);
        services.TryAddSingleton(TimeProvider.System);
        return services.AddHost(settings).AddLooking().AddRuns().AddCases();
    }

    private static IServiceCollection AddHost(this IServiceCollection services, RecoverySettings settings)
    {
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddSingleton<IIncusApi>(new IncusApi(settings.Host.Directory));
        services.AddSingleton<HostInspector>();
        if (settings.Sample is { } sample)
        {
            services.AddSingleton(sample);
            services.AddSingleton<IDaemonControl>(sample.Daemon);
        }
        else
        {
            services.AddSingleton(provider => DaemonControls.Create(
                settings.Host,
                provider.GetRequiredService<ICommandRunner>(),
                provider.GetRequiredService<IIncusApi>(),
                settings.Data,
                provider.GetRequiredService<TimeProvider>()));
        }

        return services;
    }

    private static IServiceCollection AddLooking(this IServiceCollection services)
    {
        services.AddSingleton<IStorageDriver, DirDriver>();
        services.AddSingleton<StorageDrivers>();
        services.AddSingleton<NetworkLeftovers>();
        services.AddSingleton<PoolScanner>();
        services.AddSingleton(provider => new DatabaseReader((_, cancellationToken) =>
            provider.GetRequiredService<IIncusApi>().GetDatabaseDumpAsync(cancellationToken)));
        return services;
    }

    private static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Verifier(
            provider.GetService<SampleHost>() is null ? provider.GetRequiredService<IIncusApi>() : null, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRunHost>(provider => new IncusRunHost(
            Survey(provider),
            provider.GetRequiredService<DatabaseReader>(),
            provider.GetRequiredService<StorageDrivers>(),
            provider.GetRequiredService<Verifier>()));
        services.AddSingleton(provider => new RunSurroundings(
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<Core.Hosts.HostOptions>().Directory,
            provider.GetRequiredService<IRunHost>(),
            provider.GetRequiredService<IDaemonControl>(),
            provider.GetRequiredService<ICommandRunner>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RunEngine>();
        return services;
    }

    private static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton(provider => new PlanBuilder(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CaseStore>();
        services.AddSingleton<ICaseWorkflow, CaseWorkflow>();
        return services;
    }

    private static Func<CancellationToken, Task<HostSurvey>> Survey(IServiceProvider provider)
    {
        var inspector = provider.GetRequiredService<HostInspector>();
        var sample = provider.GetService<SampleHost>();
        return async cancellationToken =>
        {
            var survey = await inspector.InspectAsync(cancellationToken);
            return sample is null ? survey : await sample.CompleteAsync(survey, cancellationToken);
        };
    }
}

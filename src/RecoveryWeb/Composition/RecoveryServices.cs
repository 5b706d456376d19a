using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Recover.Web.Composition;

/// <summary>Wires the rooms of Core for the verbs and the console alike.</summary>
internal static class RecoveryServices
{
    public static IServiceCollection AddRecovery(this IServiceCollection services, RecoverySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Host);
        services.AddSingleton(settings.Data);
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}

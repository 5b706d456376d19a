using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Recover.Web.Access;

/// <summary>Registers who may come in.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInLog>();
        services.AddSingleton<SignInCookie>();
        services.AddSingleton<Sessions>();

        // One a circuit: it looks at that circuit's user.
        services.AddScoped<CircuitHandler, SessionCircuitHandler>();
        services.AddCascadingAuthenticationState();
    }
}

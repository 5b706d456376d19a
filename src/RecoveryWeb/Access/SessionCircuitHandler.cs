using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Recover.Web.Access;

/// <summary>What a person does on an open page counts as a sign of them; on a page whose session is over nothing is done any more.</summary>
internal sealed class SessionCircuitHandler(Sessions sessions, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            var user = (await authentication.GetAuthenticationStateAsync()).User;
            if (user.FindFirstValue(ClaimTypes.Sid) is { } id && sessions.FindById(id) is not null)
            {
                sessions.Touch(id);
                await next(context);
            }
        };
}

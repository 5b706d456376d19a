using System.Security.Claims;

namespace Recover.Web.Access;

/// <summary>One signed-in browser.</summary>
/// <param name="Id">Hash of the cookie's secret.</param>
/// <param name="By">Whose code was used.</param>
/// <param name="LastSeen">Last sign of a person, UTC.</param>
internal sealed record Session(string Id, string By, DateTimeOffset LastSeen)
{
    public ClaimsPrincipal ToPrincipal() =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, By), new(ClaimTypes.Sid, Id)], "recover-sign-in"));
}

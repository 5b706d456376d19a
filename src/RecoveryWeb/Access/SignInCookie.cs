using System.Security.Cryptography;
using System.Text;
using Recover.Core.Hosts;

namespace Recover.Web.Access;

/// <summary>
/// The cookie of this console. Cookies do not tell ports apart, so tunnels to two hosts would share one name: it carries the host and the data
/// directory.
/// </summary>
internal sealed class SignInCookie(DataDirectory data)
{
    public string Name { get; } =
        "recover-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}\n{data.Root}")))[..12];

    public string? Read(HttpRequest request) => request.Cookies[Name];

    public void Write(HttpResponse response, string secret) => response.Cookies.Append(Name, secret, Options());

    public void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}

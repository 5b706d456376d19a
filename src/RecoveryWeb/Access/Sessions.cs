using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Recover.Web.Access;

/// <summary>Who is signed in. In memory only: a restarted console wants a new sign-in. Thread-safe.</summary>
internal sealed class Sessions(TimeProvider time)
{
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Starts a session; the secret goes into the cookie and is kept nowhere.</summary>
    public string Start(string by)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var id = Id(secret);
        _sessions[id] = new Session(id, by, time.GetUtcNow());
        return secret;
    }

    /// <summary>The live session of a cookie, or null.</summary>
    public Session? Find(string secret) => FindById(Id(secret));

    /// <summary>The live session of an id, or null.</summary>
    public Session? FindById(string id)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            return null;
        }

        if (time.GetUtcNow() - session.LastSeen < IdleTimeout)
        {
            return session;
        }

        _sessions.TryRemove(id, out _);
        return null;
    }

    /// <summary>Counts the idle time of a live session from now.</summary>
    public void Touch(string id)
    {
        if (FindById(id) is { } session)
        {
            _sessions.TryUpdate(id, session with { LastSeen = time.GetUtcNow() }, session);
        }
    }

    public void End(string id) => _sessions.TryRemove(id, out _);

    /// <summary>Time until the session ends by itself; zero when it is over.</summary>
    public TimeSpan Remaining(string id) =>
        FindById(id) is { } session ? session.LastSeen + IdleTimeout - time.GetUtcNow() : TimeSpan.Zero;

    private static string Id(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

namespace Recover.Web.Access;

/// <summary>Slows guessing down: after each wrong code nobody can try for a while, twice as long each time. Thread-safe.</summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Wrong codes that cost nothing, for typing errors.</summary>
    public const int FreeFailures = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _openAgainAt;

    /// <summary>How long sign-in stays shut; zero when it is open.</summary>
    public TimeSpan Wait()
    {
        lock (_lock)
        {
            var wait = _openAgainAt - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    public void Failed()
    {
        lock (_lock)
        {
            _failures++;
            if (_failures > FreeFailures)
            {
                var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures - FreeFailures, 10)));
                _openAgainAt = time.GetUtcNow() + (wait < Longest ? wait : Longest);
            }
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }
}

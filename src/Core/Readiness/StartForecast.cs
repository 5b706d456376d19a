namespace Recover.Core.Readiness;

/// <summary>Whether an instance will start.</summary>
public enum StartForecast
{
    /// <summary>Nothing was found that speaks against it.</summary>
    Ready,

    /// <summary>Something is missing on this host; with it, it will start.</summary>
    NotReady,

    /// <summary>It runs already; findings are about its next start.</summary>
    Running,
}

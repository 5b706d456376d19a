namespace Recover.Core.Drills;

/// <summary>What a drill says in one word.</summary>
public enum DrillVerdict
{
    /// <summary>Everything would come back as it is.</summary>
    Whole,

    /// <summary>All instances, volumes, buckets and pools would come back, but not everything would be as it is.</summary>
    Differs,

    /// <summary>An instance, a volume, a bucket or a pool would not come back.</summary>
    Lost,
}

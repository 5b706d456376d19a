namespace Recover.Core.Drills;

/// <summary>How something would come back.</summary>
public enum DrillState
{
    /// <summary>Not at all.</summary>
    Lost,

    /// <summary>With other values, or without a part of it.</summary>
    Changed,

    /// <summary>It would be there although the database in use does not know it.</summary>
    Added,
}

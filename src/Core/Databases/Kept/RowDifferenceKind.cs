namespace Recover.Core.Databases.Kept;

/// <summary>How a row differs between two databases.</summary>
public enum RowDifferenceKind
{
    /// <summary>It would be gone.</summary>
    Lost,

    /// <summary>It would have other values.</summary>
    Changed,

    /// <summary>It would be there although it is not now.</summary>
    Added,
}

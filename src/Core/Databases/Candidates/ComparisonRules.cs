namespace Recover.Core.Databases.Candidates;

/// <summary>What counts when two databases are compared.</summary>
public enum ComparisonRules
{
    /// <summary>Every value of every row, but for what is only of use while the daemon runs.</summary>
    Exact,

    /// <summary>
    /// The same without what a daemon writes by itself at its start: its own row, heartbeats, volatile keys, times of last use, newer tables and columns; a date
    /// counts as the moment it names, however it is written.
    /// </summary>
    AfterAStart,
}

using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>A pool can't be opened; says so as a finding.</summary>
public sealed class PoolUnreadableException(Finding finding, Exception? inner = null) : Exception(finding.Message, inner)
{
    /// <summary>What is wrong, for the pool's entry in the inventory.</summary>
    public Finding Finding { get; } = finding;
}

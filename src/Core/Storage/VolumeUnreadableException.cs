using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>One volume or snapshot can't be read; says so as a finding on it alone.</summary>
public sealed class VolumeUnreadableException(Finding finding, Exception? inner = null) : Exception(finding.Message, inner)
{
    /// <summary>What is wrong, for the volume's entry in the inventory.</summary>
    public Finding Finding { get; } = finding;
}

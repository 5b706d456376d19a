using Recover.Core.Findings;

namespace Recover.Core.Reports;

/// <summary>A finding with the item it is about. Immutable.</summary>
public sealed record ReportFinding(string Item, FindingCode Code, FindingSeverity Severity, string Message, string? Raw, string Remedy)
{
    /// <summary>Takes over a finding.</summary>
    public static ReportFinding Of(string item, Finding finding) =>
        new(item, finding.Code, finding.Severity, finding.Message, finding.Raw, finding.Remedy);
}

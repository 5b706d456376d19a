namespace Recover.Core.Reports;

/// <summary>The numbers at the top of a report. Immutable.</summary>
public sealed record ReportNumbers(
    int PoolsFound, int PoolsRead, int InstancesFound, int InstancesBack, int VolumesFound, int VolumesBack, int RecordsPlanned, int NotRecovered, int Differences);

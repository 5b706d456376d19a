namespace Recover.Web.Reports;

/// <summary>The report of a case as plain documents, without a circuit.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        _ = endpoints;
    }
}

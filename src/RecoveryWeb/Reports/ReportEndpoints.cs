using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Json;
using Recover.Core.Reports;

namespace Recover.Web.Reports;

/// <summary>The report and the plan of a case as plain documents: readable without the websocket, and as files.</summary>
internal static class ReportEndpoints
{
    private const string Stylesheet = "/report.css";

    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Stylesheet, static context => SendAsync(context, "text/css", Encoding.UTF8.GetBytes(ReportWriter.Stylesheet), null));
        endpoints.MapGet("/cases/{number:int}/report", static context => WithCaseAsync(context, static (context, one) =>
            SendAsync(context, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(ReportWriter.Html(Build(context, one), Stylesheet)), null)));
        endpoints.MapGet("/cases/{number:int}/report.json", static context => WithCaseAsync(context, static (context, one) =>
            SendAsync(context, MediaTypeNames.Application.Json, ReportWriter.Json(Build(context, one)), $"{one.Reference}.json")));
        endpoints.MapGet("/cases/{number:int}/report.md", static context => WithCaseAsync(context, static (context, one) =>
            SendAsync(context, "text/markdown; charset=utf-8", Encoding.UTF8.GetBytes(ReportWriter.Markdown(Build(context, one))), $"{one.Reference}.md")));
        endpoints.MapGet("/cases/{number:int}/plan.json", static context => WithCaseAsync(context, static (context, one) => one.Plan is null
            ? NotFoundAsync(context)
            : SendAsync(
                context,
                MediaTypeNames.Application.Json,
                JsonSerializer.SerializeToUtf8Bytes(one.Plan, CoreJson.Indented),
                $"{one.Reference}-plan.json")));
    }

    private static CaseReport Build(HttpContext context, RecoveryCase one) =>
        CaseReportBuilder.Build(one, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    private static async Task WithCaseAsync(HttpContext context, Func<HttpContext, RecoveryCase, Task> send)
    {
        var number = int.Parse((string)context.Request.RouteValues["number"]!);
        var one = await context.RequestServices.GetRequiredService<ICaseWorkflow>().FindAsync(number, context.RequestAborted);
        await (one is null ? NotFoundAsync(context) : send(context, one));
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, string contentType, byte[] content, string? fileName)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = content.Length;
        if (fileName is not null)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        }

        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }
}

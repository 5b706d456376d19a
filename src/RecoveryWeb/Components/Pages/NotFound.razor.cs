using Microsoft.AspNetCore.Components;

namespace Recover.Web.Components.Pages;

public sealed partial class NotFound
{
    [Parameter]
    public string? Path { get; set; }

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    protected override void OnInitialized()
    {
        if (HttpContext is { Response.HasStarted: false } context)
        {
            // Not before the page is written: the framework leaves out the page of an answer that says so already.
            context.Response.OnStarting(static response =>
            {
                ((HttpResponse)response).StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }, context.Response);
        }
    }
}

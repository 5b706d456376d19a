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
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}

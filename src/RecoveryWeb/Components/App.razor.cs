using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Recover.Web.Components;

public sealed partial class App
{
    [CascadingParameter]
    public HttpContext HttpContext { get; set; } = null!;

    /// <summary>Null for the sign-in page, which must work without the websocket that it gives access to.</summary>
    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}

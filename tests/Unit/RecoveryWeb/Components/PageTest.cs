using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Web.Access;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

/// <summary>Renders pages as a live circuit would, over a fake workflow, for the signed-in operator <c>anna</c>.</summary>
public abstract class PageTest : BunitContext
{
    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(SampleCases.Now));
        Services.AddSingleton(new HostOptions());
        Services.AddSingleton(new Sessions(TimeProvider.System));
        Services.AddSingleton<ICaseWorkflow>(Workflow);
        this.AddAuthorization().SetAuthorized("anna");
    }

    internal FakeCaseWorkflow Workflow { get; } = new();

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    internal IRenderedComponent<TPage> RenderPage<TPage>(RecoveryCase one)
        where TPage : IComponent
    {
        Workflow.Put(one);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Render<TPage>(parameters => parameters.TryAdd("Number", one.Number));
    }

    protected static void Click<TPage>(IRenderedComponent<TPage> page, string words)
        where TPage : IComponent =>
        page.FindAll("button").First(button => button.TextContent.Trim() == words).Click();

    protected static string TextOf<TPage>(IRenderedComponent<TPage> page, string testId)
        where TPage : IComponent =>
        page.Find($"[data-testid='{testId}']").TextContent;
}

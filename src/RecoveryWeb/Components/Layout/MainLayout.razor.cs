using MudBlazor;

namespace Recover.Web.Components.Layout;

public sealed partial class MainLayout
{
    private MudThemeProvider _theme = null!;
    private bool _dark;
    private bool _live;

    private static string HostName => Environment.MachineName;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // A page is readable before it answers to clicks; this says when it does.
            _live = true;
            _dark = await _theme.GetSystemDarkModeAsync();
            StateHasChanged();
        }
    }
}

using MudBlazor;

namespace Recover.Web.Components.Layout;

public sealed partial class MainLayout
{
    private MudThemeProvider _theme = null!;
    private bool _dark;

    private static string HostName => Environment.MachineName;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _dark = await _theme.GetSystemDarkModeAsync();
            StateHasChanged();
        }
    }
}

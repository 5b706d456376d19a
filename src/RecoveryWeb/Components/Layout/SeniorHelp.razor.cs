using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Recover.Web.Texts;

namespace Recover.Web.Components.Layout;

public sealed partial class SeniorHelp : IDisposable
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Summary =>
        Words.Fill(SharedTexts.SeniorHost, Environment.MachineName) + "\n" + Words.Fill(SharedTexts.SeniorAddress, Navigation.Uri);

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => StateHasChanged();
}

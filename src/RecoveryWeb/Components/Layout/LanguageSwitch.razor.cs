using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Recover.Web.Access;
using Recover.Web.Languages;

namespace Recover.Web.Components.Layout;

/// <summary>Offers the page in the languages it is not in. A plain form: it works without the websocket, too.</summary>
public sealed partial class LanguageSwitch : IDisposable
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private static IEnumerable<CultureInfo> Others => SpokenLanguages.All.Where(language => !language.Equals(CultureInfo.CurrentUICulture));

    private string Next => LocalUrl.OrStart("/" + Navigation.ToBaseRelativePath(Navigation.Uri));

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => StateHasChanged();
}

using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Recover.Web.Access;

namespace Recover.Web.Components.Layout;

/// <summary>Warns before the idle time is over, then shows the sign-in page. Pages that show a running action keep the session awake.</summary>
public sealed partial class IdleWatch : IDisposable
{
    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closed = new();
    private string? _session;
    private bool _endsSoon;

    [Inject]
    public required IServiceProvider Services { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    // Internal to the program, while component members must be public.
    private Sessions Sessions => Services.GetRequiredService<Sessions>();

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive && Authentication is not null)
        {
            _session = (await Authentication).User.FindFirstValue(ClaimTypes.Sid);
            _ = WatchAsync(_closed.Token);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, Time);
        try
        {
            while (_session is not null && await timer.WaitForNextTickAsync(cancellationToken))
            {
                var remaining = Sessions.Remaining(_session);
                if (remaining <= TimeSpan.Zero)
                {
                    Navigation.NavigateTo(LocalUrl.Login("/" + Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
                    return;
                }

                _endsSoon = remaining <= Warning;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void Stay()
    {
        Sessions.Touch(_session!);
        _endsSoon = false;
    }
}

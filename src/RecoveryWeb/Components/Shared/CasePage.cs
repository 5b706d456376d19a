using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Recover.Core.Cases;
using Recover.Core.Runs;
using Recover.Web.Access;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>
/// A page of a case. The workflow owns all state: the page loads the case by the number in its URL, shows what the workflow reports while something
/// is under way, and may go away at any time.
/// </summary>
public abstract class CasePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private int _asked;
    private int _shown;

    [Parameter]
    public int Number { get; set; }

    [Inject]
    public required ICaseWorkflow Workflow { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IServiceProvider Services { get; init; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    protected RecoveryCase? Case { get; set; }

    protected CaseActivity Activity { get; private set; } = CaseActivity.Idle;

    /// <summary>False until the case was asked for.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>What went wrong with the last action, in words; null when nothing did.</summary>
    protected string? Problem { get; set; }

    /// <summary>True while an action of this page is under way.</summary>
    protected bool Working { get; private set; }

    /// <summary>Made once a page: a second click or a replay after a lost connection starts nothing twice.</summary>
    protected string RequestId { get; private set; } = Guid.NewGuid().ToString("N");

    protected CancellationToken Closed => _closed.Token;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            _closed.Dispose();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        Loaded = true;
        OnCase();
        if (Case is not null && RendererInfo.IsInteractive)
        {
            _ = WatchAsync(_closed.Token);
            await OnOpenedAsync();
        }
    }

    /// <summary>The case was loaded, for prerendering too.</summary>
    protected virtual void OnCase()
    {
    }

    /// <summary>The page is live; here it may start what it needs to look at.</summary>
    protected virtual Task OnOpenedAsync() => Task.CompletedTask;

    protected async Task ReloadAsync()
    {
        // In this order: what ends in between is then told by the watch.
        Activity = Workflow.Activity(Number);
        await LoadAsync(Closed);
    }

    /// <summary>Runs an action of the operator; what stands in its way is shown on the page.</summary>
    protected async Task<bool> TryAsync(Func<string, Task> action)
    {
        if (Working)
        {
            return false;
        }

        Working = true;
        Problem = null;
        StateHasChanged();
        try
        {
            await action(await ByAsync());
            return true;
        }
        catch (RunRefusedException refusal)
        {
            Problem = RunWords.Refusal(refusal);
        }
        catch (AnswerRefusedException refusal)
        {
            Problem = refusal.Message;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it was, the operator must be told on this page; a broken circuit would show nothing.
            Problem = Words.Fill(SharedTexts.Unexpected, error.Message);
        }
        finally
        {
            Working = false;
        }

        RenewRequest();
        return false;
    }

    /// <summary>After an action that has begun, for the next one on the same page.</summary>
    protected void RenewRequest() => RequestId = Guid.NewGuid().ToString("N");

    protected void GoTo(CaseStep step) => Navigation.NavigateTo(CaseUrl.Step(Number, step));

    private async Task<ClaimsPrincipal?> UserAsync() => Authentication is null ? null : (await Authentication).User;

    private async Task<string> ByAsync() => (await UserAsync())?.Identity?.Name ?? Environment.UserName;

    /// <summary>An answer that a later question has overtaken is older than what the page shows, and is left.</summary>
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var turn = ++_asked;
        var found = await Workflow.FindAsync(Number, cancellationToken);
        if (turn > _shown)
        {
            _shown = turn;
            Case = found ?? Case;
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var activity in Workflow.WatchAsync(Number, cancellationToken))
            {
                await ShowAsync(activity, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception error)
        {
            // A page that silently stands still would be believed.
            Problem = Words.Fill(SharedTexts.Unexpected, error.Message);
            await InvokeAsync(StateHasChanged);
        }
    }

    private async Task ShowAsync(CaseActivity activity, CancellationToken cancellationToken)
    {
        var ended = Activity.Busy && !activity.Busy;
        Activity = activity;
        if (ended || activity.Run is not null)
        {
            await LoadAsync(cancellationToken);
        }

        if (activity.Busy && (await UserAsync())?.FindFirstValue(ClaimTypes.Sid) is { } session)
        {
            Services.GetRequiredService<Sessions>().Touch(session);
        }

        if (ended)
        {
            OnCase();
        }

        await InvokeAsync(StateHasChanged);
    }
}

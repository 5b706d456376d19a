using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>Clicks.</summary>
internal sealed class MouseHand : IHand
{
    public Task PressAsync(ILocator control) => control.ClickAsync();

    public Task TypeAsync(ILocator field, string text) => field.PressSequentiallyAsync(text);
}

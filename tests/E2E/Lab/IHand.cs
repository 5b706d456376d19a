using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>How a person uses what is on a page.</summary>
internal interface IHand
{
    /// <summary>Presses a button or follows a link.</summary>
    Task PressAsync(ILocator control);

    /// <summary>Types into a field.</summary>
    Task TypeAsync(ILocator field, string text);
}

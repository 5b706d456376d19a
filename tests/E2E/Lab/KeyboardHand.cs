using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>Uses the keyboard alone: goes on with the tab key until the wanted control has the focus, and looks whether one would see that on the way.</summary>
internal sealed class KeyboardHand(IPage page) : IHand
{
    // More than the controls of any page of the sample host, all the way round.
    private const int MostStops = 300;

    // The focus must be visible: an outline or, for the framework's buttons, a change that it draws itself; and nothing may lie over all of it.
    private const string SeenScript = """
        () => {
          const one = document.activeElement;
          if (!one || one === document.body) { return null; }
          const box = one.getBoundingClientRect(), style = getComputedStyle(one);
          const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const at = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
          const free = at === null || one.contains(at) || at.contains(one) || [...(one.labels ?? [])].some(label => label.contains(at));
          const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
          return inside && free && outlined ? null : `${one.outerHTML.slice(0, 200)} (inside ${inside}, free ${free}, outlined ${outlined})`;
        }
        """;

    private readonly List<string> _unseen = [];

    /// <summary>Controls that had the focus while it could not be seen.</summary>
    public IReadOnlyList<string> Unseen => _unseen;

    public async Task PressAsync(ILocator control)
    {
        await ReachAsync(control);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task TypeAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await page.Keyboard.TypeAsync(text);
    }

    private async Task ReachAsync(ILocator control)
    {
        await control.WaitForAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(SeenScript) is { } unseen)
            {
                _unseen.Add($"{new Uri(page.Url).AbsolutePath}: {unseen}");
            }

            if (await control.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"The tab key does not reach {control} on {page.Url}");
    }
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>Looks at each page of a journey as a reader would have to: rules of WCAG 2.2 AA, the language, the width, movement. Notes what is wrong and goes on.</summary>
internal sealed class PageProof(IPage page, PageLook look)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // A page that still works, and a colour on its way to another one, are not what is read.
    private const string SettledScript = """
        () => !document.querySelector('.mud-progress-linear')
          && document.getAnimations().every(one => one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)
        """;

    // Empty when the page fits; else by how much it does not, and what sticks out.
    private const string TooWideScript = """
        () => {
          const width = document.documentElement.clientWidth, wide = document.scrollingElement.scrollWidth - width;
          return wide <= 0 ? '' : `${wide} px: ` + [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > width + 1 && !one.parentElement.closest('.table, pre, .skip'))
            .map(one => `${one.tagName}.${one.className} "${one.textContent.slice(0, 60)}" ${Math.round(one.getBoundingClientRect().right)}`).slice(0, 5).join(', ');
        }
        """;

    // What is read, without what is quoted as it is: commands, settings, names of things.
    private const string TextsScript = """
        () => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim().replace(/\s+/g, ' ');
            if (text && !parent.closest('script, style, code, pre, [lang]:not(html)') && parent.checkVisibility()) { texts.push(text); }
          }
          return texts;
        }
        """;

    private readonly List<string> _problems = [];

    /// <summary>How many pages were looked at.</summary>
    public int Pages { get; private set; }

    public IReadOnlyList<string> Problems => _problems;

    public async Task LookAsync(string name)
    {
        Pages++;
        await page.WaitForFunctionAsync(SettledScript);
        Expect(name, "language", await page.EvaluateAsync<string>("document.documentElement.lang"), look.Language);
        Expect(name, "scrolls sideways", await page.EvaluateAsync<string>(TooWideScript), "");
        if (look.ReducedMotion)
        {
            Expect(name, "moves", await page.EvaluateAsync<int>(
                "document.getAnimations().filter(one => one.playState === 'running' && one.effect.getComputedTiming().duration > 100).length"), 0);
        }

        foreach (var text in await page.EvaluateAsync<string[]>(TextsScript))
        {
            Expect(name, "words of another language", OtherWords.Of(look.Language, text) ?? "", "");
        }

        foreach (var violation in (await page.RunAxe(Rules)).Violations)
        {
            _problems.Add($"{look.Name}, {name}: {violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}");
        }
    }

    private void Expect<T>(string name, string what, T actual, T expected)
    {
        if (!Equals(actual, expected))
        {
            _problems.Add($"{look.Name}, {name}: {what}: {actual}");
        }
    }
}

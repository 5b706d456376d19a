using System.Text.Json;
using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>Counts in the page itself every key that is pressed and every change of a text, by the label of the field; kept over all pages of one tab.</summary>
internal sealed class TypedKeys(IPage page)
{
    private const string Script = """
        for (const kind of ['keydown', 'input', 'paste']) {
          addEventListener(kind, event => {
            const field = event.target;
            if (kind === 'input' && ['checkbox', 'radio', 'select-one'].includes(field.type)) { return; }
            const counts = JSON.parse(sessionStorage.getItem('typed') ?? '{}');
            const label = field.labels?.[0]?.textContent.trim() ?? field.tagName ?? 'page';
            counts[`${kind}: ${label}`] = (counts[`${kind}: ${label}`] ?? 0) + 1;
            sessionStorage.setItem('typed', JSON.stringify(counts));
          }, true);
        }
        """;

    /// <summary>Counts from the next page on.</summary>
    public Task BeginAsync() => page.AddInitScriptAsync(Script);

    /// <summary>What was typed so far: kind of event and label of the field, and how often.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ReadAsync() =>
        JsonSerializer.Deserialize<Dictionary<string, int>>(await page.EvaluateAsync<string>("sessionStorage.getItem('typed') ?? '{}'"))!;
}

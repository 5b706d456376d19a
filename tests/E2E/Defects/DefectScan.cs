using System.Text.Json;
using System.Text.RegularExpressions;
using Recover.Core.Findings;

namespace Recover.Tests.E2E.Defects;

/// <summary>What a scan said of the broken pool, item by item.</summary>
internal sealed class DefectScan(JsonElement document, string pool)
{
    // Stands in the words for what fills them.
    private const string Mark = "\u0001";

    /// <summary>What is wrong with the answer for one defect: each finding must be on its own item, with words, raw error, remedy and state.</summary>
    public IEnumerable<string> Complaints(Defect defect)
    {
        var state = StateOf(defect.Item);
        if (!defect.State.ToString().Equals(state, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{defect.What}: {defect.Item} is {state}, not {defect.State}";
        }

        var found = FindingsOn(defect.Item);
        var named = found.Where(finding => Text(finding, "code")!.Equals(defect.Code.ToString(), StringComparison.OrdinalIgnoreCase)).ToArray();
        if (named.Length == 0)
        {
            yield return $"{defect.What}: {defect.Code} is not on {defect.Item}, which has [{string.Join(", ", found.Select(finding => Text(finding, "code")))}]";
        }

        foreach (var finding in named)
        {
            if (!Says(Text(finding, "message"), FindingTexts.Message(defect.Code, [Mark, Mark, Mark])))
            {
                yield return $"{defect.What}: says '{Text(finding, "message")}'";
            }

            if (!Says(Text(finding, "remedy"), FindingTexts.Remedy(defect.Code, [Mark, Mark, Mark])))
            {
                yield return $"{defect.What}: advises '{Text(finding, "remedy")}'";
            }

            // The words of a stray file name it already, and nothing failed.
            if (string.IsNullOrWhiteSpace(Text(finding, "raw")) && defect.Code != FindingCode.StrayEntry)
            {
                yield return $"{defect.What}: has no raw error";
            }
        }
    }

    public IReadOnlyList<JsonElement> FindingsOn(string item) => [.. Volume(item).GetProperty("findings").EnumerateArray()];

    public string? StateOf(string item) => Text(Volume(item), "state");

    private static bool Says(string? said, string words) =>
        words.Length > 0 && said is not null && Regex.IsMatch(said, $"^{Regex.Escape(words).Replace(Mark, ".+", StringComparison.Ordinal)}$", RegexOptions.Singleline);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string NameOnDisk(JsonElement volume) =>
        Text(volume, "project") is { } project and not "default" ? $"{project}_{Text(volume, "name")}" : Text(volume, "name")!;

    private JsonElement Volume(string item) =>
        document.GetProperty("volumes").EnumerateArray().Single(volume => Text(volume, "pool") == pool && NameOnDisk(volume) == item);
}

using Recover.Core.Cases;
using Recover.Core.Findings;

namespace Recover.Web.Components.Shared;

/// <summary>The field for the key of an encrypted dataset. What is typed is handed on when the look begins, and forgotten here.</summary>
internal sealed class ZfsKeyField(string dataset, bool isWrong)
{
    public string Dataset { get; } = dataset;

    /// <summary>True when the key that was given before does not open the dataset.</summary>
    public bool IsWrong { get; } = isWrong;

    public string Text { get; set; } = "";

    public string ErrorId => "zfs-key-" + string.Concat(Dataset.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>The keys that the found pools need, and those that the last look missed or could not use.</summary>
    public static IEnumerable<ZfsKeyField> Of(RecoveryCase one)
    {
        var seen = (one.Inventory?.Volumes ?? []).SelectMany(volume => volume.Findings).ToList();
        var wrong = Datasets(seen, FindingCode.ZfsKeyWrong).ToHashSet(StringComparer.Ordinal);
        return Datasets(one.Found.SelectMany(found => found.Findings), FindingCode.ZfsKeyNeeded)
            .Concat(Datasets(seen, FindingCode.ZfsKeyNeeded))
            .Concat(wrong)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(dataset => new ZfsKeyField(dataset, wrong.Contains(dataset)));
    }

    private static IEnumerable<string> Datasets(IEnumerable<Finding> findings, FindingCode code) =>
        findings.Where(finding => finding.Code == code && finding.Arguments is [_, ..]).Select(finding => finding.Arguments[0]);
}

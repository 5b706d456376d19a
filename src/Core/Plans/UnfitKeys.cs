using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Plans;

/// <summary>Keys and values of one instance that this Incus would not accept, as the scan found them.</summary>
internal sealed class UnfitKeys(ImmutableArray<Finding> findings)
{
    private readonly Finding[] _findings = [.. findings.Where(IsAbout)];

    /// <summary>Whether a finding names such a key.</summary>
    public static bool IsAbout(Finding finding) =>
        finding.Code is FindingCode.ConfigKeyUnknown or FindingCode.ConfigValueInvalid && finding.Arguments.Length > 0;

    /// <summary>The config without them; an unfit value of one snapshot leaves the fit value of another alone.</summary>
    public ImmutableSortedDictionary<string, string> RemoveFrom(ImmutableSortedDictionary<string, string> config)
    {
        foreach (var finding in _findings)
        {
            var key = finding.Arguments[0];
            if (config.TryGetValue(key, out var value) && (finding.Code == FindingCode.ConfigKeyUnknown || IsMeant(finding, key, value)))
            {
                config = config.Remove(key);
            }
        }

        var names = config.Keys.Where(key => !ObjectNames.IsKey(key)).ToArray();
        return names.Length == 0 ? config : config.RemoveRange(names);
    }

    private static bool IsMeant(Finding finding, string key, string value) =>
        finding.Raw is null || $"{key}: {value}".StartsWith(finding.Raw, StringComparison.Ordinal);
}

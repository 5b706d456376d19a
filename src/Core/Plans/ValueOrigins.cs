using Recover.Core.Dependencies;

namespace Recover.Core.Plans;

/// <summary>Tells of each value of a planned record where it came from, and what other sources said.</summary>
internal static class ValueOrigins
{
    private const string Description = "description";
    private const string Type = "type";

    /// <summary>The values on which somebody says something else than what is planned.</summary>
    /// <param name="kind">See <see cref="PlannedValue.Kind"/>.</param>
    /// <param name="item">See <see cref="PlannedValue.Item"/>.</param>
    /// <param name="planned">What is planned.</param>
    /// <param name="from">Where the record was learnt from.</param>
    /// <param name="sources">What each source says, the one that was followed first.</param>
    public static IEnumerable<PlannedValue> Of(string kind, string item, Definition planned, string from, IReadOnlyCollection<Proposal> sources)
    {
        var values = Values(planned);
        var said = sources.Where(source => source.Definition is not null).Select(source => (Source: source, Values: Values(source.Definition!))).ToArray();
        foreach (var key in values.Keys.Concat(said.SelectMany(one => one.Values.Keys)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var value = values.GetValueOrDefault(key);
            var others = said
                .Where(one => one.Values.GetValueOrDefault(key) != value && (one.Values.ContainsKey(key) || SourceRanking.SaysAll(one.Source.Source)))
                .Select(one => new OtherValue(one.Values.GetValueOrDefault(key), one.Source.Detail))
                .Distinct()
                .ToArray();
            if (others.Length > 0)
            {
                yield return new PlannedValue(kind, item, key, value, Origin(key, value), [.. others]);
            }
        }

        string Origin(string key, string? value)
        {
            var same = said.Where(one => one.Values.GetValueOrDefault(key) == value).Select(one => one.Source.Detail).ToArray();
            return same.Contains(from) || !said.Any(one => one.Source.Detail == from) ? from : same.FirstOrDefault() ?? PlanTexts.FromNow;
        }
    }

    private static Dictionary<string, string> Values(Definition definition)
    {
        var values = definition.Config.Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
        foreach (var (device, config) in definition.Devices)
        {
            foreach (var (key, value) in config.Where(pair => pair.Value.Length > 0))
            {
                values[$"{device}.{key}"] = value;
            }
        }

        if (definition.Description.Length > 0)
        {
            values[Description] = definition.Description;
        }

        if (definition.Type is { Length: > 0 } type)
        {
            values[Type] = type;
        }

        return values;
    }
}

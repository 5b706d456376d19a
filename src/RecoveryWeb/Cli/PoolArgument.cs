using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Storage;

namespace Recover.Web.Cli;

/// <summary>Reads <c>NAME:DRIVER[:SOURCE][,KEY=VALUE…]</c>.</summary>
internal static class PoolArgument
{
    /// <summary>The pool, or null when the text has another form.</summary>
    public static PoolDefinition? Parse(string text)
    {
        var parts = text.Split(',');
        var head = parts[0].Split(':', 3);
        if (head.Length < 2 || head[0].Length == 0 || head[1].Length == 0 || Pairs(parts[1..]) is not { } config)
        {
            return null;
        }

        var source = head.Length == 3 ? head[2] : config.GetValueOrDefault("source", "");
        return new PoolDefinition
        {
            Name = head[0],
            Driver = head[1],
            Source = source,
            Config = config.Remove("source"),
            Origin = PoolOrigin.Typed,
        };
    }

    private static ImmutableSortedDictionary<string, string>? Pairs(string[] parts)
    {
        var config = ConfigMaps.Empty.ToBuilder();
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !config.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                return null;
            }
        }

        return config.ToImmutable();
    }
}

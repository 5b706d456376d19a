using System.Collections.Immutable;
using System.Globalization;

namespace Recover.Core.Readiness.Resources;

/// <summary>
/// Ids that root may give to containers, from a file such as <c>/etc/subuid</c>. Without both files or without <c>newuidmap</c>, Incus takes a thousand million from one million on
/// (Incus 6.0.4). Immutable.
/// </summary>
/// <param name="Ranges">Those of root.</param>
internal sealed record HostIds(ImmutableArray<IdRange> Ranges)
{
    private const int MostBytes = 1 << 20;

    private static readonly HostIds Usual = new([new IdRange(1_000_000, 1_000_000_000)]);

    /// <summary>Length of the longest range; 0 without one.</summary>
    public long Largest => Ranges.IsEmpty ? 0 : Ranges.Max(range => range.Count);

    public bool Holds(IdRange ids) => Ranges.Any(range => range.Holds(ids));

    /// <summary>Reads both files.</summary>
    public static (HostIds Users, HostIds Groups) Read(IHostFiles files)
    {
        var users = files.ReadText("/etc/subuid", MostBytes);
        var groups = files.ReadText("/etc/subgid", MostBytes);
        return users is null || groups is null || !files.HasProgram("newuidmap") ? (Usual, Usual) : (Parse(users), Parse(groups));
    }

    private static HostIds Parse(string text)
    {
        var ranges = ImmutableArray.CreateBuilder<IdRange>();
        foreach (var line in text.Split('\n'))
        {
            if (line.Trim().Split(':') is ["root" or "0", var first, var count]
                && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                ranges.Add(new IdRange(start, length));
            }
        }

        return new HostIds(ranges.ToImmutable());
    }
}

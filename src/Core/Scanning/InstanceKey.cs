using System.Collections.Immutable;
using System.Globalization;

namespace Recover.Core.Scanning;

/// <summary>What Incus knows of one instance configuration key. Immutable.</summary>
/// <param name="Kind">The values it takes.</param>
/// <param name="Choices">The values of a <see cref="InstanceKeyKind.Choice"/>.</param>
/// <param name="Containers">Whether containers have it.</param>
/// <param name="VirtualMachines">Whether virtual machines have it.</param>
internal sealed record InstanceKey(InstanceKeyKind Kind, ImmutableArray<string> Choices, bool Containers, bool VirtualMachines)
{
    private static readonly ImmutableHashSet<string> Booleans =
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase, "true", "1", "yes", "on", "false", "0", "no", "off");

    private static readonly ImmutableHashSet<string> Units = ImmutableHashSet.Create<string>(
        StringComparer.Ordinal, "", "B", "kB", "MB", "GB", "TB", "PB", "EB", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    /// <summary>False when the daemon refuses the value; an empty one is no value and passes.</summary>
    public bool Accepts(string value) => value.Length == 0 || Kind switch
    {
        InstanceKeyKind.Boolean => Booleans.Contains(value),
        InstanceKeyKind.Integer => IsInteger(value, out _),
        InstanceKeyKind.Priority => IsInteger(value, out var priority) && priority is >= 0 and <= 10,
        InstanceKeyKind.Size => IsSize(value),
        InstanceKeyKind.Memory => IsSize(value) || (value.EndsWith('%') && IsInteger(value[..^1], out _)),
        InstanceKeyKind.Swap => IsSize(value) || Booleans.Contains(value),
        InstanceKeyKind.Uuid => Guid.TryParse(value, out _),
        InstanceKeyKind.Choice => Choices.Contains(value),
        _ => true,
    };

    private static bool IsInteger(string value, out long number) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool IsSize(string value)
    {
        var digits = value.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits < 0
            ? IsInteger(value, out _)
            : digits > 0 && Units.Contains(value[digits..]) && IsInteger(value[..digits], out _);
    }
}

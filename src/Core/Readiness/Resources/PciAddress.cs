namespace Recover.Core.Readiness.Resources;

/// <summary>Addresses of PCI devices. Stateless.</summary>
internal static class PciAddress
{
    /// <summary>The address with its domain, in the kernel's writing.</summary>
#pragma warning disable CA1308 // Lower case is how the kernel writes them.
    public static string Full(string address) => (address.Count(character => character == ':') == 1 ? $"0000:{address}" : address).ToLowerInvariant();
#pragma warning restore CA1308
}

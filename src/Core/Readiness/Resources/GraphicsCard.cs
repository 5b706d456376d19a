namespace Recover.Core.Readiness.Resources;

/// <summary>A graphics card. Immutable.</summary>
/// <param name="Number">Of its device file.</param>
/// <param name="PciAddress">Its full PCI address; empty when it has none.</param>
/// <param name="Vendor">Four hexadecimal digits.</param>
/// <param name="Product">Four hexadecimal digits.</param>
internal sealed record GraphicsCard(string Number, string PciAddress, string Vendor, string Product);

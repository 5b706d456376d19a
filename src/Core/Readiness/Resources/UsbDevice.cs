namespace Recover.Core.Readiness.Resources;

/// <summary>A USB device. Immutable; what it does not tell is empty.</summary>
/// <param name="Vendor">Four hexadecimal digits.</param>
/// <param name="Product">Four hexadecimal digits.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="Bus">Number of its bus.</param>
/// <param name="Number">Its number on the bus.</param>
internal sealed record UsbDevice(string Vendor, string Product, string Serial, string Bus, string Number);

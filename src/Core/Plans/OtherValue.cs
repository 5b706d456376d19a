namespace Recover.Core.Plans;

/// <summary>What a source says that was not followed.</summary>
/// <param name="Value">Its value; null when it says that there was none.</param>
/// <param name="From">The source, in words.</param>
public sealed record OtherValue(string? Value, string From);

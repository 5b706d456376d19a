using System.Collections.Immutable;

namespace Recover.Core.Samples;

/// <summary>A device with its keys, <c>type</c> included. Immutable.</summary>
internal sealed record SampleDevice(string Name, params ImmutableArray<(string Key, string Value)> Keys);

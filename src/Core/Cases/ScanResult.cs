using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;

namespace Recover.Core.Cases;

/// <summary>What a look inside told. Immutable.</summary>
/// <param name="Inventory">Everything seen.</param>
/// <param name="Questions">What is missing.</param>
public sealed record ScanResult(Inventory Inventory, ImmutableArray<MissingObject> Questions);

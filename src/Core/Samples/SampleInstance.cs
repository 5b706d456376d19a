using System.Collections.Immutable;

namespace Recover.Core.Samples;

/// <summary>An instance of the sample host, and the profiles as its backup file remembers them. Immutable.</summary>
internal sealed record SampleInstance
{
    public required string Project { get; init; }
    public required string Name { get; init; }
    public bool IsVirtualMachine { get; init; }
    public string Description { get; init; } = "";
    public ImmutableArray<string> Snapshots { get; init; } = [];
    public ImmutableArray<(string Key, string Value)> Config { get; init; } = [];
    public ImmutableArray<SampleDevice> Devices { get; init; } = [];
    public required ImmutableArray<SampleProfile> Profiles { get; init; }

    /// <summary>A number from 1 that makes its UUID, addresses and dates.</summary>
    public required int Seed { get; init; }

    /// <summary>How old its backup file is, in days: a later one has the newer copies of its profiles.</summary>
    public required int AgeDays { get; init; }

    /// <summary>Its name on storage.</summary>
    public string StoredName => Project == "default" ? Name : $"{Project}_{Name}";
}

using System.Collections.Immutable;

namespace Recover.Core.Samples;

/// <summary>One copy of a profile. Immutable.</summary>
internal sealed record SampleProfile(
    string Project, string Name, string Description, ImmutableArray<(string Key, string Value)> Config, ImmutableArray<SampleDevice> Devices);

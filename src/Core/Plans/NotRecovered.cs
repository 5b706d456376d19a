namespace Recover.Core.Plans;

/// <summary>Something that does not come back.</summary>
/// <param name="Kind">instance, volume, snapshot, bucket, image, profile, network, device, configKey, poolConfig, ….</param>
/// <param name="Project">Its project; empty when it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="NextStep">What a person can do, in plain words.</param>
public sealed record NotRecovered(string Kind, string Project, string Name, string Reason, string NextStep);

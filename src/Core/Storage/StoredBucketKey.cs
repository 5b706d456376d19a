namespace Recover.Core.Storage;

/// <summary>A key of a bucket as its storage lists it, without its secret. Immutable.</summary>
/// <param name="Name">The key's name in Incus.</param>
/// <param name="Role"><c>admin</c> or <c>read-only</c>.</param>
/// <param name="AccessKey">What a client names; no secret by itself.</param>
public sealed record StoredBucketKey(string Name, string Role, string AccessKey);

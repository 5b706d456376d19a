namespace Recover.Core.Databases;

/// <summary>A row of <c>images</c>.</summary>
public sealed record ImageRecord(string Project, string Fingerprint);

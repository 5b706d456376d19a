using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;

namespace Recover.Core.Reports;

/// <summary>What <c>recover scan --json</c> prints. Kept stable for scripts: fields may be added, these stay. Immutable.</summary>
public sealed record ScanDocument
{
    public required HostPart Host { get; init; }
    public required DatabasePart Database { get; init; }
    public ImmutableArray<PoolPart> Pools { get; init; } = [];
    public ImmutableArray<VolumePart> Volumes { get; init; } = [];
    public ImmutableArray<MissingPart> Missing { get; init; } = [];

    /// <summary>Records of the database that do not go together with the disk; <c>id</c> is what <c>--remove-record</c> and <c>--rebuild-record</c> take.</summary>
    public ImmutableArray<RecordPart> Records { get; init; } = [];

    public ImmutableArray<FindingPart> Findings { get; init; } = [];

    /// <summary>Makes the document of a scan.</summary>
    public static ScanDocument Of(Inventory inventory, ImmutableArray<MissingObject> questions) => new()
    {
        Host = new HostPart(inventory.Host.Directory.Root, inventory.Host.Version, inventory.Host.Daemon),
        Database = new DatabasePart(
            inventory.Database switch
            {
                { Source: null } or { Damage: not null } => "damaged",
                { Source: DatabaseSource.FreshTemplate } => "missing",
                _ => "ready",
            },
            inventory.Database.SchemaVersion,
            inventory.Database.Source),
        Pools = [.. inventory.Pools.Select(pool => new PoolPart(
            pool.Definition.Name, pool.Definition.Driver, pool.Definition.Source, pool.Definition.Known, pool.Read ? "read" : "failed", Parts(pool.Findings)))],
        Volumes = [.. inventory.Volumes.Select(volume => new VolumePart(
            volume.Pool, volume.Stored.Project, volume.Stored.Type, volume.Stored.Name, volume.Stored.ContentType,
            [.. volume.Stored.Snapshots.Select(snapshot => snapshot.Name)], volume.State, Parts([.. volume.Stored.Findings, .. volume.Findings])))],
        Missing = [.. questions.Select(question => new MissingPart(
            question.Kind, question.Project, question.Name, question.NeededBy,
            [.. question.Proposals.Select(proposal => new ProposalPart(proposal.Source, proposal.Detail, proposal.Definition))]))],
        Records = [.. inventory.Mismatches.Select(mismatch => new RecordPart(
            mismatch.Id, mismatch.Kind, mismatch.Pool, mismatch.Label, mismatch.CanRemove, mismatch.CanRebuild, Parts([mismatch.Finding])[0]))],
        Findings = Parts([.. inventory.Host.Findings, .. inventory.Database.Findings, .. inventory.Findings]),
    };

    private static ImmutableArray<FindingPart> Parts(ImmutableArray<Finding> findings) =>
        [.. findings.Distinct().Select(finding => new FindingPart(finding.Code, finding.Severity, finding.Message, finding.Raw, finding.Remedy))];

    /// <summary>The host.</summary>
    public sealed record HostPart(string IncusDir, string? Version, DaemonState Daemon);

    /// <summary>The database; state is <c>ready</c>, <c>missing</c> or <c>damaged</c>.</summary>
    public sealed record DatabasePart(string State, int SchemaVersion, DatabaseSource? Source);

    /// <summary>A pool; state is <c>read</c> or <c>failed</c>.</summary>
    public sealed record PoolPart(string Name, string Driver, string Source, bool Known, string State, ImmutableArray<FindingPart> Findings);

    /// <summary>A volume.</summary>
    public sealed record VolumePart(
        string Pool, string Project, VolumeType Type, string Name, ContentType ContentType, ImmutableArray<string> Snapshots, VolumeState State,
        ImmutableArray<FindingPart> Findings);

    /// <summary>Something that instances need and the database lacks; best proposal first.</summary>
    public sealed record MissingPart(
        MissingKind Kind, string Project, string Name, ImmutableArray<string> NeededBy, ImmutableArray<ProposalPart> Proposals);

    /// <summary>A possible answer.</summary>
    public sealed record ProposalPart(ProposalSource Source, string Detail, Definition? Definition);

    /// <summary>A record that does not go together with the disk.</summary>
    public sealed record RecordPart(string Id, MismatchKind Kind, string Pool, string Name, bool CanRemove, bool CanRebuild, FindingPart Finding);

    /// <summary>A finding.</summary>
    public sealed record FindingPart(FindingCode Code, FindingSeverity Severity, string Message, string? Raw, string Remedy);
}

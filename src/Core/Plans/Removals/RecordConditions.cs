using Recover.Core.Databases;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;

namespace Recover.Core.Plans.Removals;

/// <summary>Rows by names as SQL finds them, so that a statement can never mean another one.</summary>
internal static class RecordConditions
{
    /// <summary>The table of a row.</summary>
    public static string Table(RecordReference record) => record.Table switch
    {
        RecordTable.Instance => "instances",
        RecordTable.InstanceSnapshot => "instances_snapshots",
        RecordTable.Volume => "storage_volumes",
        RecordTable.VolumeSnapshot => "storage_volumes_snapshots",
        RecordTable.Bucket => "storage_buckets",
        RecordTable.Image => "images",
        RecordTable.Dangling when record.Dangling is { } rows => rows.Table,
        _ => throw new PlanUnfitException(PlanTexts.NotThere($"{record.Table}")),
    };

    /// <summary>What tells the row from all others of its table.</summary>
    /// <exception cref="PlanUnfitException">It is told by nothing that a table of Incus is named like.</exception>
    public static string Of(RecordReference record) => record.Table switch
    {
        RecordTable.Instance => Instance(record),
        RecordTable.InstanceSnapshot =>
            $"name = {SqlLiteral.Of(record.Snapshot)} AND instance_id = (SELECT id FROM instances WHERE {Instance(record)})",
        RecordTable.Volume => Volume(record),
        RecordTable.VolumeSnapshot =>
            $"name = {SqlLiteral.Of(record.Snapshot)} AND storage_volume_id = (SELECT id FROM storage_volumes WHERE {Volume(record)})",
        RecordTable.Bucket => $"name = {SqlLiteral.Of(record.Name)} AND {Project(record)} AND {Pool(record)}",
        RecordTable.Image => $"fingerprint = {SqlLiteral.Of(record.Name)} AND {Project(record)}",
        RecordTable.Dangling when record.Dangling is { } rows => Dangling(rows),
        _ => throw new PlanUnfitException(PlanTexts.NotThere($"{record.Table}")),
    };

    /// <summary>A name of the schema as SQL writes it.</summary>
    /// <exception cref="PlanUnfitException">It is none.</exception>
    public static string Name(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? DatabaseTables.Quoted(name)
            : throw new PlanUnfitException(PlanTexts.NotThere(PlanTexts.Shown(name)));

    private static string Dangling(DanglingRows rows) =>
        $"{Name(rows.Column)} IS NOT NULL AND {Name(rows.Column)} NOT IN (SELECT id FROM {Name(rows.Parent)})";

    private static string Instance(RecordReference record) => $"name = {SqlLiteral.Of(record.Name)} AND {Project(record)}";

    private static string Volume(RecordReference record) =>
        $"name = {SqlLiteral.Of(record.Name)} AND type = {Type(record.Type)} AND {Project(record)} AND {Pool(record)}";

    private static string Project(RecordReference record) => $"project_id = (SELECT id FROM projects WHERE name = {SqlLiteral.Of(record.Project)})";

    private static string Pool(RecordReference record) => $"storage_pool_id = (SELECT id FROM storage_pools WHERE name = {SqlLiteral.Of(record.Pool)})";

    private static string Type(VolumeType? type) => type switch
    {
        VolumeType.Container => "0",
        VolumeType.Custom => "2",
        VolumeType.VirtualMachine => "3",
        _ => throw new PlanUnfitException(PlanTexts.NotThere($"{type}")),
    };
}

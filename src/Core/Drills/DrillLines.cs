using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Kept;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Drills;

/// <summary>Turns rows that would differ into what people know: one line for each instance, volume, profile and so on, with why and what to do.</summary>
internal sealed class DrillLines(DatabaseContents present, Inventory found, RecoveryPlan plan)
{
    /// <summary>The lines, the worst first.</summary>
    public ImmutableArray<DrillLine> Of(IEnumerable<RowDifference> differences) =>
    [
        .. differences
            .Select(difference => (Owner: RecordKinds.OwnerOf(difference.Row), Difference: difference))
            .GroupBy(pair => (Kind: KindOf(pair.Owner), Name: NameOf(pair.Owner)))
            .Select(group => Line(group.Key.Kind, group.Key.Name, [.. group]))
            .OrderBy(line => line.State)
            .ThenBy(line => line.Kind)
            .ThenBy(line => line.Name, StringComparer.Ordinal),
    ];

    private DrillLine Line(RecordKind kind, string name, ImmutableArray<(RowReference Owner, RowDifference Difference)> rows)
    {
        // The record itself; of an instance that is the instance and not its root volume.
        var self = rows.Where(row => row.Difference.Row == row.Owner && Head(kind, row.Owner)).Select(row => (RowDifferenceKind?)row.Difference.Kind).FirstOrDefault();
        var state = self switch
        {
            RowDifferenceKind.Lost => DrillState.Lost,
            RowDifferenceKind.Added => DrillState.Added,
            _ => DrillState.Changed,
        };
        var parts = state == DrillState.Changed ? rows.Select(row => Part(row.Owner, row.Difference)).Order(StringComparer.Ordinal).ToImmutableArray() : [];
        var (reason, next) = Words(kind, name, state);
        return new DrillLine(kind, name, state, parts, reason, next);
    }

    private static bool Head(RecordKind kind, RowReference owner) => kind != RecordKind.Instance || owner.Table == "instances";

    private static string Part(RowReference owner, RowDifference difference)
    {
        var name = difference.Row.Name;
        var rest = name.StartsWith($"{owner.Name}/", StringComparison.Ordinal) ? name[(owner.Name.Length + 1)..] : "";
        var sign = difference.Kind switch { RowDifferenceKind.Lost => "-", RowDifferenceKind.Added => "+", _ => "~" };
        return $"{sign} {difference.Row.Table}{(rest.Length > 0 ? $" {rest}" : "")}{(difference.Columns.IsEmpty ? "" : $" ({string.Join(", ", difference.Columns)})")}";
    }

    private static RecordKind KindOf(RowReference owner) =>
        owner.Table == "storage_volumes" && TypeOf(owner) is VolumeType.Container or VolumeType.VirtualMachine ? RecordKind.Instance : RecordKinds.Of(owner.Table);

    private static string NameOf(RowReference owner) => owner.Table switch
    {
        "storage_volumes" when KindOf(owner) == RecordKind.Instance => $"{Project(owner)}/{Text(owner, "name")}",
        "storage_volumes" => $"{Project(owner)}/{owner.Key.First(part => part.Column == "storage_pool_id").Row!.Name}/{Text(owner, "name")}",
        _ => owner.Name,
    };

    // storage_volumes.type: 0 container, 2 custom, 3 virtual machine.
    private static VolumeType TypeOf(RowReference owner) => Text(owner, "type") switch
    {
        "0" => VolumeType.Container,
        "3" => VolumeType.VirtualMachine,
        _ => VolumeType.Custom,
    };

    private static string Project(RowReference owner) => owner.Key.First(part => part.Column == "project_id").Row!.Name;

    private static string Text(RowReference owner, string column) => owner.Key.First(part => part.Column == column).Text ?? "";

    private (string Reason, string NextStep) Words(RecordKind kind, string name, DrillState state)
    {
        if (state == DrillState.Added)
        {
            return (T("Reason.Added"), T("Next.Added"));
        }

        return kind switch
        {
            RecordKind.Instance => Instance(name, state),
            RecordKind.Volume when state == DrillState.Lost => Volume(name),
            RecordKind.Pool when state == DrillState.Lost && !IsFound(name) => (T("Reason.PoolNotFound"), T("Next.PoolNotFound", Argument(name))),
            RecordKind.Image => (T("Reason.Image"), T("Next.Image")),
            _ => (T("Reason.OnlyDatabase"), T("Next.Export")),
        };
    }

    private (string Reason, string NextStep) Instance(string name, DrillState state)
    {
        var words = name.Split('/', 2);
        var rewrite = T("Next.Rewrite", words[0], words[^1]);
        if (state == DrillState.Changed)
        {
            return (T("Reason.Stale"), rewrite);
        }

        var pool = present.Volumes.Where(volume => volume.Type is VolumeType.Container or VolumeType.VirtualMachine && $"{volume.Project}/{volume.Name}" == name)
            .Select(volume => volume.Pool).FirstOrDefault() ?? "";
        return NotThere(name, pool, isInstance: true) ?? (plan.NotRecovered.FirstOrDefault(left => left.Kind == "instance" && $"{left.Project}/{left.Name}" == name) is { } left
            ? (left.Reason, rewrite)
            : (T("Reason.Untold"), rewrite));
    }

    private (string Reason, string NextStep) Volume(string name)
    {
        var words = name.Split('/', 3);
        return NotThere($"{words[0]}/{words[^1]}", words[1], isInstance: false)
            ?? (plan.NotRecovered.FirstOrDefault(left => left.Kind == "volume" && $"{left.Project}/{left.Name}" == $"{words[0]}/{words[^1]}") is { } left
                ? (left.Reason, left.NextStep)
                : (T("Reason.Untold"), T("Next.Export")));
    }

    private (string Reason, string NextStep)? NotThere(string label, string pool, bool isInstance)
    {
        if (!IsFound(pool))
        {
            return (T("Reason.OnLostPool", pool), T("Next.PoolNotFound", Argument(pool)));
        }

        return found.Volumes.Any(volume => volume.Pool == pool && volume.IsInstance == isInstance && volume.Label == label) ? null : (T("Reason.Gone", pool), T("Next.Gone"));
    }

    private bool IsFound(string pool) => found.Pools.Any(one => one.Definition.Name == pool && one.Read);

    private string Argument(string pool) => present.Pools.FirstOrDefault(record => record.Name == pool) is { } record
        ? $"{record.Name}:{record.Driver}:{record.Config.GetValueOrDefault("source", "")}"
        : pool;

    private static string T(string key, params object[] arguments) => DrillTexts.Get(key, arguments);
}

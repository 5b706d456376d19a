using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Storage;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class Storage
{
    private readonly List<PoolRow> _rows = [];
    private readonly List<ZfsKeyField> _keys = [];
    private bool _asked;

    private ImmutableArray<PoolDefinition> ChosenPools => [.. _rows.Where(row => row.Chosen).Select(row => row.Definition)];

    private string? Choice
    {
        get
        {
            if (!_asked)
            {
                return null;
            }

            var chosen = ChosenPools;
            return chosen.IsEmpty ? StoragePageTexts.ChooseOne : SameName(chosen);
        }
    }

    protected override void OnCase()
    {
        if (Case is null || _rows.Count > 0)
        {
            return;
        }

        var chosen = Case.Chosen;
        _keys.AddRange(ZfsKeyField.Of(Case));
        _rows.AddRange(Case.Found.Select(found =>
            new PoolRow(found.Definition, found) { Chosen = chosen.IsEmpty ? found.Suggested : chosen.Any(pool => IsSame(pool, found.Definition)) }));
        _rows.AddRange(chosen.Where(pool => !_rows.Any(row => IsSame(row.Definition, pool))).Select(pool => new PoolRow(pool, null) { Chosen = true }));
    }

    private static string? SameName(ImmutableArray<PoolDefinition> chosen)
    {
        var twice = chosen.GroupBy(pool => pool.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : Words.Fill(StoragePageTexts.SamePoolName, twice.Key);
    }

    private static bool IsSame(PoolDefinition one, PoolDefinition other) =>
        one.Name == other.Name && one.Driver == other.Driver && one.Source == other.Source;

    private static string Word(string key) => StoragePageTexts.ResourceManager.GetString(key)!;

    private static string Kind(string driver) =>
        driver.Length == 0 ? SharedTexts.Unknown : StoragePageTexts.ResourceManager.GetString($"Kind{char.ToUpperInvariant(driver[0])}{driver[1..]}") ?? driver;

    private Task<ImmutableArray<Finding>> CheckAsync(PoolDefinition pool) => Workflow.CheckPoolAsync(Number, pool, Closed);

    private void Add(PoolDefinition pool)
    {
        _rows.Add(new PoolRow(pool, null) { Chosen = true });
        StateHasChanged();
    }

    private async Task LookInsideAsync()
    {
        _asked = true;
        if (Choice is not null)
        {
            return;
        }

        var chosen = ChosenPools;
        var started = await TryAsync(async by =>
        {
            foreach (var key in _keys.Where(key => key.Text.Length > 0))
            {
                Case = await Workflow.GiveZfsKeyAsync(Number, key.Dataset, key.Text, by, Closed);
                key.Text = "";
            }

            Case = await Workflow.ChoosePoolsAsync(Number, chosen, by, Closed);
            await Workflow.StartScanAsync(Number, Closed);
        });
        if (started)
        {
            GoTo(CaseStep.Scan);
        }
    }

    private sealed class PoolRow(PoolDefinition definition, PoolCandidate? candidate)
    {
        public PoolDefinition Definition { get; } = definition;

        public PoolCandidate? Candidate { get; } = candidate;

        public bool Chosen { get; set; }
    }
}

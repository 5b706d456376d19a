using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Findings;
using Recover.Core.Storage;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>A pool typed by hand; each problem is shown at the field it is about.</summary>
public sealed partial class TypedPoolForm
{
    // Those that can be read, the simplest first.
    private static readonly string[] Drivers = ["dir", "btrfs", "zfs", "lvm", "ceph", "cephfs", "cephobject"];

    private readonly Dictionary<Field, List<string>> _errors = [];
    private string _name = "";
    private string _driver = "dir";
    private string _source = "";
    private string _config = "";
    private bool _working;

    private enum Field
    {
        Name,
        Driver,
        Source,
        Config,
    }

    [Parameter, EditorRequired]
    public Func<PoolDefinition, Task<ImmutableArray<Finding>>> Check { get; set; } = null!;

    [Parameter, EditorRequired]
    public EventCallback<PoolDefinition> Added { get; set; }

    private static Field About(FindingCode code) => code switch
    {
        FindingCode.PoolNameInvalid => Field.Name,
        FindingCode.PoolDriverUnknown or FindingCode.ToolMissing => Field.Driver,
        FindingCode.PoolKeyUnknown or FindingCode.PoolKeyNeeded => Field.Config,
        _ => Field.Source,
    };

    private static string Word(string kind, string driver) =>
        StoragePageTexts.ResourceManager.GetString($"{kind}{char.ToUpperInvariant(driver[0])}{driver[1..]}")!;

    private bool Has(Field field) => _errors.ContainsKey(field);

    private string? Text(Field field) => _errors.TryGetValue(field, out var texts) ? string.Join(" ", texts) : null;

    private void Note(Field field, string text)
    {
        if (!_errors.TryGetValue(field, out var texts))
        {
            _errors[field] = texts = [];
        }

        texts.Add(text);
    }

    private async Task AddAsync()
    {
        _errors.Clear();
        var parsed = KeyValueLines.Parse(_config);
        foreach (var line in parsed.WrongLines)
        {
            Note(Field.Config, Words.Fill(StoragePageTexts.ConfigLine, line));
        }

        var pool = new PoolDefinition
        {
            Name = _name.Trim(),
            Driver = _driver,
            Source = _source.Trim(),
            Config = parsed.Values,
            Origin = PoolOrigin.Typed,
        };
        _working = true;
        foreach (var finding in await Check(pool))
        {
            Note(About(finding.Code), $"{finding.Message} {finding.Remedy}");
        }

        _working = false;
        if (_errors.Count == 0)
        {
            await Added.InvokeAsync(pool);
            (_name, _source, _config) = ("", "", "");
        }
    }
}

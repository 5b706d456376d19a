using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

public sealed partial class VolumeGroup
{
    private const int PageSize = 50;

    private string _filter = "";
    private int _shown = PageSize;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Lead { get; set; }

    [Parameter, EditorRequired]
    public ImmutableArray<ScannedVolume> Volumes { get; set; } = [];

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public string? TestId { get; set; }

    private ImmutableArray<ScannedVolume> Matching =>
        [.. Volumes.Where(volume => volume.Label.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase))];

    private ImmutableArray<ScannedVolume> Shown => [.. Matching.Take(_shown)];

    private static string Kind(ScannedVolume volume)
    {
        var type = ScanPageTexts.ResourceManager.GetString($"Type{volume.Stored.Type}")!;
        return volume.Stored is { Type: VolumeType.Custom, ContentType: not ContentType.Filesystem }
            ? $"{type}, {ScanPageTexts.ResourceManager.GetString($"Content{volume.Stored.ContentType}")}"
            : type;
    }
}

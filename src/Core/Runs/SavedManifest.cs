using System.Collections.Immutable;
using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Runs;

/// <summary>What was saved before a run wrote anything: written last, so that it exists only for a complete save. Immutable.</summary>
public sealed record SavedManifest
{
    /// <summary>When the save was complete, UTC.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Names of the trees below the Incus directory that existed and were saved, such as <c>database</c>.</summary>
    public ImmutableArray<string> Trees { get; init; } = [];

    /// <summary>Every saved file; links and directories are in the copy, but have no checksum.</summary>
    public ImmutableArray<SavedFile> Files { get; init; } = [];

    /// <summary>Places where backup files may lie but could not be read, so that nothing of them is saved.</summary>
    public int UnreadablePlaces { get; init; }

    /// <summary>The manifest of a complete save, or null.</summary>
    public static SavedManifest? Read(string path)
    {
        // Asked often before there is one; an exception each time would cost more than the rest.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SavedManifest>(File.ReadAllBytes(path), CoreJson.Compact);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}

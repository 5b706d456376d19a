using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace Recover.Web.Assets;

/// <summary>All web assets of the program: its own, MudBlazor's and the framework's script. There is no other place they are served from.</summary>
internal static class EmbeddedAssets
{
    private const string Prefix = "wwwroot/";

    private static readonly FrozenDictionary<string, EmbeddedAsset> All = Load();

    public static IReadOnlyCollection<EmbeddedAsset> List => All.Values;

    /// <summary>The URL of an asset, with its version so that browsers may keep it.</summary>
    public static string Url(string urlPath) => $"{urlPath}?v={All[urlPath].Version}";

    public static EmbeddedAsset Get(string urlPath) => All[urlPath];

    private static FrozenDictionary<string, EmbeddedAsset> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var types = new FileExtensionContentTypeProvider();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, types))
            .ToFrozenDictionary(asset => asset.UrlPath, StringComparer.Ordinal);
    }

    private static EmbeddedAsset Read(Assembly assembly, string name, FileExtensionContentTypeProvider types)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new EmbeddedAsset(name[Prefix.Length..], types.TryGetContentType(name, out var type) ? type : "application/octet-stream", content);
    }
}

using System.Security.Cryptography;

namespace Recover.Tests.E2E.Lab;

/// <summary>Says whether a single byte, owner, mode, link, time, extended attribute or access list changed. Access times are left out: reading is allowed.</summary>
internal static class TreeHash
{
    /// <summary>Lines for each file: metadata, times with nanoseconds, extended attributes with access lists among them, contents.</summary>
    public static async Task<string> OfTreeAsync(PrivateIncus incus, string root, CancellationToken cancellationToken)
    {
        var metadata = await incus.RunAsync("find", [root, "-printf", "%P\\t%y\\t%i\\t%n\\t%U\\t%G\\t%m\\t%s\\t%T@\\t%C@\\t%l\\n"], cancellationToken);
        var contents = await incus.RunAsync("sh", ["-c", "find \"$1\" -type f -print0 | sort -z | xargs -0 sha256sum", "contents", root], cancellationToken);
        var paths = (await incus.RunAsync("find", [root, "-print0"], cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var attributes = paths.Order(StringComparer.Ordinal)
            .SelectMany(path => ExtendedAttributes.Of(incus.FromOutside(path)).Select(attribute => $"{Path.GetRelativePath(root, path)}\t{attribute}\n"));
        return string.Join('\n', metadata.Split('\n').Order(StringComparer.Ordinal)) + string.Concat(attributes) + contents;
    }

    /// <summary>Hash of one file's contents, holes included.</summary>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}

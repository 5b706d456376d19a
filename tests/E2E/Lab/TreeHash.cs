using System.Security.Cryptography;

namespace Recover.Tests.E2E.Lab;

/// <summary>Says whether a single byte, owner, mode, link or time changed. Access times are left out: reading is allowed.</summary>
internal static class TreeHash
{
    /// <summary>One line a file: metadata, times with nanoseconds and contents.</summary>
    public static async Task<string> OfTreeAsync(PrivateIncus incus, string root, CancellationToken cancellationToken)
    {
        var metadata = await incus.RunAsync("find", [root, "-printf", "%P\\t%y\\t%i\\t%n\\t%U\\t%G\\t%m\\t%s\\t%T@\\t%C@\\t%l\\n"], cancellationToken);
        var contents = await incus.RunAsync("sh", ["-c", "find \"$1\" -type f -print0 | sort -z | xargs -0 sha256sum", "contents", root], cancellationToken);
        return string.Join('\n', metadata.Split('\n').Order(StringComparer.Ordinal)) + contents;
    }

    /// <summary>Hash of one file's contents, holes included.</summary>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}

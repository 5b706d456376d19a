using System.IO.Compression;
using System.Security.Cryptography;

namespace Recover.Web.Assets;

/// <summary>One file of the console's own web assets, held in the program.</summary>
internal sealed class EmbeddedAsset
{
    private readonly Lazy<byte[]> _compressed;

    public EmbeddedAsset(string urlPath, string contentType, byte[] content)
    {
        UrlPath = urlPath;
        ContentType = contentType;
        Content = content;
        Version = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        _compressed = new(Compress);
    }

    public string UrlPath { get; }

    public string ContentType { get; }

    public byte[] Content { get; }

    /// <summary>Changes with the content; in URLs and as ETag.</summary>
    public string Version { get; }

    public byte[] Compressed => _compressed.Value;

    private byte[] Compress()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            gzip.Write(Content);
        }

        return buffer.ToArray();
    }
}

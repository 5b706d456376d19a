using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Recover.Core.Hosts;
using Recover.Core.Json;

namespace Recover.Web.Access;

/// <summary>
/// One-time sign-in codes. Only their hashes are kept, a file each in the data directory, so that <c>recover login</c> in another process can add
/// one. Thread-safe, also between processes.
/// </summary>
internal sealed class SignInTokens(DataDirectory data, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Directory { get; } = Path.Combine(data.Root, "sign-in");

    /// <summary>Makes a new code for the named person.</summary>
    public string Create(string by)
    {
        System.IO.Directory.CreateDirectory(Directory, PrivateFile | UnixFileMode.UserExecute);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
        var record = new StoredToken(by, time.GetUtcNow() + Lifetime);
        using var file = new FileStream(
            Path.Combine(Directory, Hash(token)),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = PrivateFile });
        JsonSerializer.Serialize(file, record, CoreJson.Compact);
        return token;
    }

    /// <summary>Takes a code; returns whose it is, or null when it is wrong, used or too old. A code can be taken once, whoever comes second.</summary>
    public string? Redeem(string token)
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            return null;
        }

        var wanted = Encoding.ASCII.GetBytes(Hash(token));
        string? match = null;
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory))
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Path.GetFileName(file)), wanted))
            {
                match = file;
            }
        }

        return match is null ? null : Claim(match);
    }

    private string? Claim(string file)
    {
        var claimed = file + ".used";
        try
        {
            File.Move(file, claimed);
            using var stream = File.OpenRead(claimed);
            var record = JsonSerializer.Deserialize<StoredToken>(stream, CoreJson.Compact);
            return record is not null && time.GetUtcNow() < record.ExpiresAt ? record.By : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        finally
        {
            File.Delete(claimed);
        }
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record StoredToken(string By, DateTimeOffset ExpiresAt);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using K4os.Compression.LZ4;
using K4os.Hash.xxHash;

namespace Recover.Tests.E2E.Databases;

/// <summary>The files of a live database, to be damaged.</summary>
internal sealed class DamagedDatabase(string global)
{
    private const int OpenSize = 8 << 20;

    /// <summary>The closed segment before the last; both are behind the snapshot.</summary>
    public string BeforeLastClosed => Names("0*")[^2];

    public string LastClosed => Names("0*")[^1];

    public string OldClosed => Names("0*")[1];

    public string FirstClosed => Names("0*")[0];

    public string Snapshot => Names("snapshot-*").First(name => !name.EndsWith(".meta", StringComparison.Ordinal));

    /// <summary>The first open segment, which the daemon was writing to when it was killed.</summary>
    public string Open => Names("open-*")[0];

    public string At(string name) => Path.Combine(global, name);

    public void Flip(string name, long offset) => Change(name, bytes => bytes[offset] ^= 0x10);

    public void Cut(string name, long length)
    {
        using var file = File.OpenWrite(At(name));
        file.SetLength(length);
    }

    public long Size(string name) => new FileInfo(At(name)).Length;

    public void Zero(string name, int offset, int length) => Change(name, bytes => bytes.AsSpan(offset, length).Clear());

    /// <summary>Where the batches of a segment begin, and where the last one ends.</summary>
    public List<int> Batches(string name)
    {
        var bytes = File.ReadAllBytes(At(name));
        var offsets = new List<int> { 8 };
        while (offsets[^1] < bytes.Length && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offsets[^1] + 8)) == 1)
        {
            offsets.Add(offsets[^1] + 32 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offsets[^1] + 28)));
        }

        return offsets;
    }

    /// <summary>Puts its last batches, from this one on, into the next open segment, as when the daemon had gone on there.</summary>
    public void Split(string name, int batch)
    {
        var at = Batches(name);
        var bytes = File.ReadAllBytes(At(name));
        var (first, second) = (new byte[OpenSize], new byte[OpenSize]);
        bytes.AsSpan(0, at[batch]).CopyTo(first);
        bytes.AsSpan(0, 8).CopyTo(second);
        bytes.AsSpan(at[batch]..at[^1]).CopyTo(second.AsSpan(8));
        File.WriteAllBytes(At(name), first);
        File.WriteAllBytes(At($"open-{int.Parse(name["open-".Length..], CultureInfo.InvariantCulture) + 1}"), second);
    }

    /// <summary>Adds a closed segment with the first batches of another.</summary>
    public void CopyStart(string name, int batches)
    {
        var first = long.Parse(name[..16], CultureInfo.InvariantCulture);
        File.WriteAllBytes(At(Closed(first, first + batches - 1)), File.ReadAllBytes(At(name))[..Batches(name)[batches]]);
    }

    /// <summary>Adds a copy of a closed segment under a name that says so many entries earlier.</summary>
    public void CopyEarlier(string name, int by)
    {
        var range = name.Split('-').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        File.Copy(At(name), At(Closed(range[0] - by, range[1] - by)));
    }

    /// <summary>Removes all snapshots, descriptions too.</summary>
    public void RemoveSnapshots() => Array.ForEach(Names("snapshot-*"), name => File.Delete(At(name)));

    /// <summary>Packs a file as an LZ4 frame, as nodes of older versions wrote snapshots, with or without the size of what is in it.</summary>
    public void Compress(string name, bool hasSize)
    {
        var content = File.ReadAllBytes(At(name));
        var block = new byte[LZ4Codec.MaximumOutputSize(content.Length)];
        var length = LZ4Codec.Encode(content, block);
        byte[] descriptor = [(byte)(0x60 | (hasSize ? 0x08 : 0)), 0x70, .. hasSize ? BitConverter.GetBytes((long)content.Length) : []];
        File.WriteAllBytes(
            At(name),
            [
                0x04, 0x22, 0x4d, 0x18, .. descriptor, (byte)(XXH32.DigestOf(descriptor) >> 8), .. BitConverter.GetBytes(length), .. block[..length],
                0, 0, 0, 0,
            ]);
    }

    /// <summary>Changes a text wherever it stands, to one of the same length.</summary>
    public void Replace(string name, string text, string by) => Change(name, bytes =>
    {
        var (from, to) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(by));
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
        {
            to.CopyTo(bytes.AsSpan(at));
        }
    });

    public void Change(string name, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(At(name));
        change(bytes);
        File.WriteAllBytes(At(name), bytes);
    }

    private static string Closed(long first, long last) => string.Create(CultureInfo.InvariantCulture, $"{first:D16}-{last:D16}");

    private string[] Names(string pattern) =>
        [.. Directory.GetFiles(global, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}

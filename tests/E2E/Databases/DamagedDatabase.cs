using System.Buffers.Binary;

namespace Recover.Tests.E2E.Databases;

/// <summary>The files of a live database, to be damaged.</summary>
internal sealed class DamagedDatabase(string global)
{
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

    public void Change(string name, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(At(name));
        change(bytes);
        File.WriteAllBytes(At(name), bytes);
    }

    private string[] Names(string pattern) =>
        [.. Directory.GetFiles(global, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}

using System.Buffers.Binary;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Layout;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>A captured directory to damage: a copy of its own for one test.</summary>
internal sealed class DamagedDirectory : IDisposable
{
    /// <summary>Segments 1 to 1029 without a gap and a snapshot at 1024, stopped cleanly.</summary>
    public const string WithSnapshot = "healthy-with-snapshot";

    /// <summary>Segments 1 to 52, stopped cleanly.</summary>
    public const string WithoutSnapshot = "healthy-without-snapshot";

    /// <summary>The same and 83 entries in <c>open-1</c>; killed.</summary>
    public const string Killed = "killed-mid-write";

    /// <summary>Two snapshots, the description of the newer one damaged.</summary>
    public const string TwoSnapshots = "newest-snapshot-meta-bad";

    public const string Snapshot = "snapshot-1-1024-1069474";
    public const string NewerSnapshot = "snapshot-1-2048-2556760";
    public const string First = "0000000000000001-0000000000000001";
    public const string Second = "0000000000000002-0000000000000018";
    public const string Last = "0000000000001026-0000000000001029";
    public const string LastOfShort = "0000000000000044-0000000000000052";
    public const string Open = "open-1";

    private readonly TemporaryDirectory _directory = new();

    public DamagedDirectory(string name) => Database = RaftCase.Unpack(name, _directory);

    /// <summary>The <c>database</c> directory.</summary>
    public string Database { get; }

    /// <summary>An empty directory beside it.</summary>
    public string Work => _directory.Folder("work");

    public string At(string name) => Path.Combine(Database, "global", name);

    public byte[] Read(string name) => File.ReadAllBytes(At(name));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(At(name), bytes);

    /// <summary>Changes a file in place.</summary>
    public void Change(string name, Action<byte[]> change)
    {
        var bytes = Read(name);
        change(bytes);
        Write(name, bytes);
    }

    public void Flip(string name, long offset) => Change(name, bytes => bytes[offset] ^= 0x10);

    public void Zero(string name, long offset, long length) => Change(name, bytes => bytes.AsSpan((int)offset, (int)length).Clear());

    public void Cut(string name, long length) => Write(name, Read(name)[..(int)length]);

    public void Delete(string name) => File.Delete(At(name));

    public void Move(string name, string to) => File.Move(At(name), At(to));

    public void Copy(string name, string to) => File.Copy(At(name), At(to));

    /// <summary>Removes all segments of a kind.</summary>
    public void DeleteAll(Func<string, bool> which)
    {
        foreach (var file in Directory.GetFiles(At(""), "*").Where(file => which(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }

    /// <summary>Where the batches of a segment begin, and where the last one ends.</summary>
    public List<int> Batches(string name)
    {
        var bytes = Read(name);
        var offsets = new List<int> { 8 };
        while (offsets[^1] < bytes.Length && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offsets[^1] + 8)) is > 0 and var count)
        {
            var size = 16 + (16 * (int)count);
            for (var i = 0; i < count; i++)
            {
                size += BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offsets[^1] + 28 + (16 * i)));
            }

            offsets.Add(offsets[^1] + size);
        }

        return offsets;
    }

    /// <summary>Makes the description of a snapshot right again.</summary>
    public void RepairMeta(string snapshot) => Change($"{snapshot}.meta", bytes =>
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), RaftChecksum.Of(bytes.AsSpan(16))));

    public Task<DatabaseCheck> CheckAsync() => RaftDatabase.CheckAsync(Database, Work, TestContext.Current.CancellationToken);

    public void Dispose() => _directory.Dispose();
}

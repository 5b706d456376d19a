using System.Runtime.InteropServices;
using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>What the kernel tells of one file, itself and not what it may point to. Immutable.</summary>
internal sealed record FileStatus
{
    private const int TypeMask = 0xf000;
    private const uint HasBirth = 0x800;

    public required int TypeAndMode { get; init; }
    public required uint UserId { get; init; }
    public required uint GroupId { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Device it lies on: unique, together with <see cref="Inode"/>, while mounted.</summary>
    public required (uint Major, uint Minor) Device { get; init; }

    public required ulong Inode { get; init; }

    /// <summary>The device it is, for device files.</summary>
    public required (uint Major, uint Minor) OwnDevice { get; init; }

    /// <summary>UTC, to the nanosecond; null where the file system does not keep it.</summary>
    public IncusTime? BornAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    public bool IsDirectory => (TypeAndMode & TypeMask) == 0x4000;

    public bool IsFile => (TypeAndMode & TypeMask) == 0x8000;

    public bool IsLink => (TypeAndMode & TypeMask) == 0xa000;

    public bool IsBlockDevice => (TypeAndMode & TypeMask) == 0x6000;

    public FileOwner Owner => new(UserId, GroupId, TypeAndMode & 0xfff);

    /// <summary>Reads <c>struct statx</c>, whose layout is the same on every architecture (linux/stat.h).</summary>
    public static FileStatus Read(ReadOnlySpan<byte> bytes) => new()
    {
        UserId = Number(bytes[20..]),
        GroupId = Number(bytes[24..]),
        TypeAndMode = MemoryMarshal.Read<ushort>(bytes[28..]),
        Inode = MemoryMarshal.Read<ulong>(bytes[32..]),
        Size = MemoryMarshal.Read<long>(bytes[40..]),
        BornAt = (Number(bytes) & HasBirth) != 0 ? Time(bytes[80..]) : null,
        ModifiedAt = Time(bytes[112..])?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch,
        OwnDevice = (Number(bytes[128..]), Number(bytes[132..])),
        Device = (Number(bytes[136..]), Number(bytes[140..])),
    };

    private static uint Number(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<uint>(bytes);

    /// <summary>A time as the kernel writes it, UTC. A damaged file system may tell any time: what no date can hold counts as not kept.</summary>
    internal static IncusTime? Time(ReadOnlySpan<byte> bytes)
    {
        var seconds = MemoryMarshal.Read<long>(bytes);
        var nanoseconds = Number(bytes[8..]);
        return seconds is > 0 and < 253_402_300_800 && nanoseconds < 1_000_000_000 ? new IncusTime(seconds, (int)nanoseconds) : null;
    }
}

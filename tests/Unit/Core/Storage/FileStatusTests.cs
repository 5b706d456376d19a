using System.Buffers.Binary;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class FileStatusTests
{
    private const uint HasBirth = 0x800;
    private const int BirthAt = 80;
    private const int ModifiedAt = 112;

    [Fact]
    public void Read_TimeOfBirth_KeepsEveryNanosecond()
    {
        var status = FileStatus.Read(Structure(HasBirth, (BirthAt, 1_795_374_938, 350_020_492)));
        Assert.Equal("2026-11-22 19:15:38.350020492+00:00", status.BornAt!.Value.ToDatabaseText());
    }

    [Fact]
    public void Read_FileSystemThatKeepsNoBirth_HasNone() =>
        Assert.Null(FileStatus.Read(Structure(0, (BirthAt, 1_795_374_938, 350_020_492))).BornAt);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(253_402_300_800, 0)]
    [InlineData(1_795_374_938, 1_000_000_000)]
    public void Read_TimeThatNoDateCanHold_CountsAsNotKept(long seconds, uint nanoseconds)
    {
        var status = FileStatus.Read(Structure(HasBirth, (BirthAt, seconds, nanoseconds), (ModifiedAt, seconds, nanoseconds)));
        Assert.Null(status.BornAt);
        Assert.Equal(DateTimeOffset.UnixEpoch, status.ModifiedAt);
    }

    private static byte[] Structure(uint mask, params (int Offset, long Seconds, uint Nanoseconds)[] times)
    {
        var bytes = new byte[256];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, mask);
        foreach (var (offset, seconds, nanoseconds) in times)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), seconds);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset + 8), nanoseconds);
        }

        return bytes;
    }
}

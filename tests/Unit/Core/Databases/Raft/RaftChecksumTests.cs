using Recover.Core.Databases.Raft.Layout;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

public sealed class RaftChecksumTests
{
    [Fact]
    public void Of_KnownText_IsAsMeasured() => Assert.Equal(0x89A1897Fu, RaftChecksum.Of("123456789"u8));

    [Fact]
    public void Append_InParts_IsTheSameAsAtOnce()
    {
        var data = new byte[1000];
        new Random(1).NextBytes(data);
        for (var cut = 0; cut < 64; cut++)
        {
            Assert.Equal(RaftChecksum.Of(data), RaftChecksum.Append(RaftChecksum.Of(data.AsSpan(0, cut)), data.AsSpan(cut)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(4999)]
    public void IsOneByte_OneByteWrong_IsTold(int at)
    {
        var data = new byte[5000];
        new Random(2).NextBytes(data);
        var sum = RaftChecksum.Of(data);
        data[at] ^= 0x5a;

        Assert.True(RaftChecksum.IsOneByte(sum ^ RaftChecksum.Of(data), data.Length));
    }

    [Fact]
    public void IsOneByte_LostBlock_IsNot()
    {
        var data = new byte[20_000];
        new Random(3).NextBytes(data);
        var sum = RaftChecksum.Of(data);
        data.AsSpan(4096, 4096).Clear();

        Assert.False(RaftChecksum.IsOneByte(sum ^ RaftChecksum.Of(data), data.Length));
    }
}
